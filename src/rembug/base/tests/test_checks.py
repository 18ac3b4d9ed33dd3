from copy import deepcopy

import pytest
from django.conf import settings
from django.db import connections

from rembug.base import checks

SAFE = {
    "ENGINE": "django.db.backends.sqlite3",
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": settings.SQLITE["CONN_MAX_AGE"],
    "OPTIONS": settings.SQLITE["OPTIONS"],
}


def errors(**changes):
    options = {**SAFE["OPTIONS"], **changes.pop("options", {})}
    return [error.id for error in checks.setting_errors("default", {**deepcopy(SAFE), **changes, "OPTIONS": options})]


def test_the_products_own_settings_are_safe():
    assert errors() == []


@pytest.mark.parametrize("age", [0, 60])
def test_a_connection_that_is_closed_again_is_refused(age):
    assert errors(CONN_MAX_AGE=age) == ["rembug.E002"]


@pytest.mark.parametrize("mode", [None, "", "DEFERRED", "EXCLUSIVE"])
def test_a_late_write_lock_is_refused(mode):
    assert errors(options={"transaction_mode": mode}) == ["rembug.E003"]


@pytest.mark.parametrize("command", ["", "PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL"])
def test_another_journal_than_the_write_ahead_log_is_refused(command):
    assert errors(options={"init_command": command}) == ["rembug.E004"]


def test_a_transaction_around_every_request_is_refused():
    assert errors(ATOMIC_REQUESTS=True) == ["rembug.E005"]


def test_bare_settings_meet_every_refusal():
    found = checks.setting_errors("default", {"ENGINE": "django.db.backends.sqlite3"})
    assert [error.id for error in found] == ["rembug.E002", "rembug.E003", "rembug.E004"]


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 46, 1), (3, 51, 2)])
def test_a_library_that_can_corrupt_is_refused(monkeypatch, version):
    monkeypatch.setattr(checks, "library_version", lambda: version)
    assert [error.id for error in checks.library_errors()] == ["rembug.E001"]


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 2), (4, 0, 0)])
def test_a_sound_library_is_taken(monkeypatch, version):
    monkeypatch.setattr(checks, "library_version", lambda: version)
    assert checks.library_errors() == []


def test_django_itself_talks_to_a_sound_library():
    assert checks.library_errors() == []


def test_the_check_walks_over_the_databases_in_use(monkeypatch):
    assert checks.sqlite_is_safe() == []
    unsafe = {**settings.DATABASES["default"], "ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": 0, "OPTIONS": {}}
    monkeypatch.setattr(connections["default"], "settings_dict", unsafe)
    assert [error.id for error in checks.sqlite_is_safe()] == ["rembug.E002", "rembug.E003", "rembug.E004"]


def test_the_check_leaves_another_database_alone(monkeypatch):
    other = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": True, "OPTIONS": {}}
    monkeypatch.setattr(connections["default"], "settings_dict", other)
    assert checks.sqlite_is_safe() == []
