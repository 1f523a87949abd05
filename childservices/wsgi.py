"""The entry point of the web server; web processes share a pool of database connections."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "childservices.settings")
os.environ.setdefault("DATABASE_POOL", "1")

application = get_wsgi_application()
