"""All settings of Rembug, read from the environment.

Every variable is listed in docs/operators.md. Nothing here needs editing to run.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from rembug.config.sqlite_library import use_sound_sqlite

use_sound_sqlite()

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("REMBUG_DEMO", "") == "1"
DATA_DIR = Path(os.environ.get("REMBUG_DATA_DIR", "data/demo" if DEMO else "data")).resolve()
DEBUG = os.environ.get("REMBUG_DEBUG", "") == "1"


def _secret_key() -> str:
    """The key from the environment, else one made once and kept beside the data, readable by its owner only."""
    if key := os.environ.get("REMBUG_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:  # another process was first
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
SITE_URL = os.environ.get("REMBUG_SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("REMBUG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
BEHIND_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rembug.base.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "rembug.home",
    "rembug.messaging",
    "rembug.search",
    "rembug.events",
    "rembug.organizations",
    "rembug.people",
    "rembug.areas",
    "rembug.files",
    "rembug.journal",
    "rembug.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rembug.base.middleware.LanguageAndTimeZone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "rembug.config.urls"
WSGI_APPLICATION = "rembug.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rembug.base.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "rembug.base.forms.FieldRenderer"

SQLITE = {
    # Never 0: opening and closing a WAL database in every request is what corrupts it under an old SQLite,
    # and costs half the speed under a new one.
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged to a person survives a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
        ),
    },
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'rembug.sqlite3'}", conn_max_age=None
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].update(SQLITE)  # type: ignore[typeddict-item]
    # A file even in tests: threads and processes meet in it as they do in service.
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("REMBUG_TEST_SQLITE", str(DATA_DIR / "test.sqlite3"))}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # The database: rate limits must count over all processes.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "rembug.people.sign_in.PhoneAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "rembug.people.forms.SignInForm",
    "confirm_login_code": "rembug.people.forms.SignInCodeForm",
    "reauthenticate": "rembug.people.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds: a message takes its time on a hill
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # at sign-in; a changed number is always proved
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# How many proxies stand before Rembug: the limits on attempts count per address of the visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("REMBUG_PROXIES", "0"))
MFA_ADAPTER = "rembug.people.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "rembug.people.forms.SecondFactorForm",
    "reauthenticate": "rembug.people.forms.SecondFactorAgainForm",
    "activate_totp": "rembug.people.forms.SecondFactorSetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rembug"
MFA_TOTP_TOLERANCE = 1  # clocks of cheap phones drift
# Officers without a second factor take part, but neither manage nor govern.
REQUIRE_SECOND_FACTOR = os.environ.get("REMBUG_REQUIRE_SECOND_FACTOR", "") == "1"
# Where one-time codes for phones go: POST of JSON {"to", "text"}, with the token as bearer.
CODE_GATEWAY_URL = os.environ.get("REMBUG_CODE_GATEWAY_URL", "")
CODE_GATEWAY_TOKEN = os.environ.get("REMBUG_CODE_GATEWAY_TOKEN", "")
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # a phone is optional: people are invited, some by e-mail only

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "rembug.base.storage.HashedStaticFiles"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

EMAIL_BACKEND = os.environ.get("REMBUG_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("REMBUG_EMAIL_HOST", "")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_PORT = int(os.environ.get("REMBUG_EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("REMBUG_EMAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("REMBUG_EMAIL_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("REMBUG_EMAIL_TLS", "1") == "1"
    EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("REMBUG_EMAIL_FROM", "Rembug <rembug@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "rembug.base.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("REMBUG_LOG_LEVEL", "WARNING")},
}
