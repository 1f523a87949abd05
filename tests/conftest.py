"""The environment of every test, set before the settings are read.

Tests run on SQLite, or on the database of TEST_DATABASE_URL when that is set; nothing else is taken from outside.
"""

import os
import tempfile
from pathlib import Path

DATA_DIR = Path(tempfile.mkdtemp(prefix="childservices-tests-"))

for name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEMO", "EMAIL_URL"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = str(DATA_DIR)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
os.environ["DEBUG"] = "1"
os.environ["SECRET_KEY"] = "a secret of the tests, long enough for every check and used nowhere else"
