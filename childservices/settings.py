"""Settings of one council's installation, wholly from the environment; the README lists every variable.

Production is what you get when nothing is said: no debug pages, secure cookies, a second factor, a required secret.
"""

import os
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG: bool = env.bool("DEBUG", default=False)
DEMO: bool = env.bool("DEMO", default=False)
PRODUCTION = not (DEBUG or DEMO)
SECRET_KEY: str = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a secret of at least 32 characters (50 or more in production)."
    )
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
COUNCIL_NAME: str = env.str("COUNCIL_NAME", default="Our council")
CLINIC_RULES: list[str] = env.list("CLINIC_RULES", default=[])  # besides "off target and declining"

# Where the application is reached -------------------------------------------------------------------------------
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else LOOPBACK_HOSTS)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
EMAIL_URL: str = env.str("EMAIL_URL", default="")
if DEMO and (foreign := sorted(set(ALLOWED_HOSTS) - {*LOOPBACK_HOSTS, "testserver"})):
    raise ImproperlyConfigured(
        f"DEMO=1 waives the second factor, so it is refused beside ALLOWED_HOSTS={','.join(foreign)}: "
        "a demonstration answers on this machine only. Unset DEMO in production."
    )
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)
if DEMO and (EMAIL_URL or TRUSTED_PROXIES):
    raise ImproperlyConfigured(
        "DEMO=1 waives the second factor, so it is refused beside EMAIL_URL and TRUSTED_PROXIES: "
        "a demonstration writes its e-mails to files and stands behind no proxy."
    )

ROOT_URLCONF = "childservices.urls"
WSGI_APPLICATION = "childservices.wsgi.application"

INSTALLED_APPS = [
    "childservices.apps.ChildservicesConfig",
    "indicators.apps.IndicatorsConfig",
    "partnerships.apps.PartnershipsConfig",
    "reports.apps.ReportsConfig",
    "childservices.apps.CouncilAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tables2",
    "django_filters",
    "django_prose_editor",
    "django_q",
]

MIDDLEWARE = [
    "childservices.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "childservices.middleware.RightsMiddleware",
    "childservices.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "childservices.context_processors.council",
            ],
        },
    }
]
FORM_RENDERER = "childservices.forms.renderer.CouncilRenderer"

# Database -------------------------------------------------------------------------------------------------------


def _database(url: str, *, pooled: bool) -> dict[str, Any]:
    """Give Django's description of the database at a URL, tuned for many writers; pooled for web processes."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["CONN_MAX_AGE"] = 60
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
        return config
    seconds = env.int("STATEMENT_TIMEOUT", default=30)
    timeouts = {
        "statement_timeout": f"{seconds}s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "60s",
    }
    config["OPTIONS"] = {"options": " ".join(f"-c {name}={value}" for name, value in timeouts.items())}
    if pooled:
        config["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": env.int("POOL_SIZE", default=8),
            "timeout": 10,
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASE_URL: str = env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
# wsgi.py asks for the pool; commands and workers keep one connection each.
DATABASES = {"default": _database(DATABASE_URL, pooled=env.bool("DATABASE_POOL", default=False))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "childservices_cache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Words ----------------------------------------------------------------------------------------------------------
# A paste of the longest text that a paper may hold; beyond it the form says so in a sentence (in bytes).
DATA_UPLOAD_MAX_MEMORY_SIZE = 7_000_000

# Files ----------------------------------------------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = [
    "childservices.storage.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "childservices.storage.WriteOnceStorage",
        "OPTIONS": {"location": str(DATA_DIR / "files"), "base_url": None, "file_permissions_mode": 0o640},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# Papers ---------------------------------------------------------------------------------------------------------
# How many papers one process sets at once, each in a process of its own.
RENDER_PROCESSES: int = max(1, env.int("RENDER_PROCESSES", default=len(os.sched_getaffinity(0))))

# Accounts -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "childservices.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "childservices.adapters.CouncilAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Waived in a demonstration only. Who needs one: childservices.choices.SECOND_FACTOR_ROLES.
SECOND_FACTOR_REQUIRED: bool = not DEMO
MFA_ADAPTER = "childservices.adapters.CouncilMfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = COUNCIL_NAME
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Transport and browser ------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "childservices_session", "childservices_csrf"
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", default=31_536_000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

# E-mail: to files where no server is named -----------------------------------------------------------------------
if EMAIL_URL:
    globals().update(environ.Env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
DEFAULT_FROM_EMAIL: str = env.str("EMAIL_FROM", default="no-reply@localhost")

# Logs: one JSON object a line ------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "childservices.logs.JsonFormatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
        "django-q": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
    },
}

# Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Background jobs ------------------------------------------------------------------------------------------------
# A worker that has not renewed its lease for so long is taken for dead, and its job is taken up again.
JOB_LEASE_SECONDS: int = env.int("JOB_LEASE_SECONDS", default=18)
JOB_SWEEP_SECONDS: float = env.float("JOB_SWEEP_SECONDS", default=3)
# Jobs that wait so long while nothing runs show that the workers are stuck: they are started anew.
JOB_STUCK_SECONDS: int = env.int("JOB_STUCK_SECONDS", default=12)
JOB_MAX_ATTEMPTS: int = env.int("JOB_MAX_ATTEMPTS", default=5)
# Whether workers ask for the work of each day themselves.
DAILY_JOBS: bool = env.bool("DAILY_JOBS", default=True)
Q_CLUSTER = {
    "name": "childservices",
    "orm": "default",
    "workers": env.int("WORKERS", default=2),
    "queue_limit": 1,
    "poll": 0.5,
    "timeout": 3600,
    "retry": 3700,
    "ack_failures": True,
    "save_limit": -1,
    "scheduler": False,
    "recycle": 50,
    "daemonize_workers": False,
    "cache": "local",
}
