"""The product's settings over a data directory of their own: a test never touches real data."""

import os
import tempfile

os.environ["REMBUG_DATA_DIR"] = tempfile.mkdtemp(prefix="rembug-tests-")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's thread

from rembug.config.settings import *  # noqa: F403 -- after the environment
from rembug.config.settings import DATABASES, STATIC_ROOT, STORAGES

STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # A test's data need not survive a power cut; the tests that kill processes run with the product's own settings.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
