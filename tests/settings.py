"""The settings of every test: the project's own, read from an environment that this module makes.

Tests run on SQLite, or on the database of TEST_DATABASE_URL when that is set; nothing else is taken from outside.
Each process of a parallel run has a folder of its own, which the processes that its tests start share.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASE_POOL", "DEMO", "EMAIL_URL"):
    os.environ.pop(name, None)
if "TEST_DATA_DIR" not in os.environ:
    os.environ["TEST_DATA_DIR"] = tempfile.mkdtemp(prefix="childservices-tests-")
    atexit.register(shutil.rmtree, os.environ["TEST_DATA_DIR"], ignore_errors=True)
os.environ["DATA_DIR"] = str(Path(os.environ["TEST_DATA_DIR"], os.environ.get("PYTEST_XDIST_WORKER", "main")))
os.environ["STATIC_ROOT"] = str(Path(os.environ["DATA_DIR"], "static"))
Path(os.environ["STATIC_ROOT"]).mkdir(parents=True, exist_ok=True)
os.environ["DATABASE_URL"] = (
    os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{os.environ['DATA_DIR']}/db.sqlite3"
)
os.environ["DEBUG"] = "1"
os.environ["SECRET_KEY"] = "a secret of the tests, long enough for every check and used nowhere else"

from childservices.settings import *  # noqa: E402, F403  (the environment must stand first)

SECOND_FACTOR_REQUIRED = False  # its own tests turn it on
DAILY_JOBS = False  # its own tests turn them on
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # an account is made in nearly every test
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # In a file, as in the installation: several threads and processes write to it.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
else:
    # A test is one transaction, however long it lays out its papers.
    DATABASES["default"]["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=0"  # noqa: F405
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]  # noqa: F405
ZEAL_RAISE = True
ZEAL_NPLUSONE_THRESHOLD = 4  # whoever is signed in, the page and the operation may each read one account
# Signing in reads one session several times; that is Django's own doing. An upload is kept as four files.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session", "field": "*"},
    {"model": "childservices.StoredFile", "field": "get()"},
]
