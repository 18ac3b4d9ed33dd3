"""Refuse to serve on a SQLite, or with settings of it, that can lose or corrupt data."""

import importlib

from django.core.checks import Error, register
from django.db import connections

from rembug.base.sqlite_version import OLDEST_SOUND_VERSION


# Not under Tags.database: those checks run for "migrate" only, and this one must stop every command.
@register("sqlite")
def sqlite_is_safe(app_configs=None, **kwargs) -> list[Error]:
    """The errors of every SQLite database among the settings; none of it touches a database."""
    found = []
    for alias in connections:
        settings = connections[alias].settings_dict
        if settings["ENGINE"].endswith("sqlite3"):
            found += library_errors() + setting_errors(alias, settings)
    return found


def library_errors() -> list[Error]:
    """What is wrong with the SQLite library that Django's backend uses."""
    version = library_version()
    if version >= OLDEST_SOUND_VERSION:
        return []
    return [
        Error(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database that several processes write.",
            hint="Install the dependency pysqlite3, which carries a newer SQLite, or use PostgreSQL (DATABASE_URL).",
            id="rembug.E001",
        )
    ]


def library_version() -> tuple[int, int, int]:
    """The version of the SQLite that Django talks to."""
    # Imported here: this backend's module need not be there when the product runs on PostgreSQL.
    return importlib.import_module("django.db.backends.sqlite3.base").Database.sqlite_version_info


def setting_errors(alias: str, settings: dict) -> list[Error]:
    """What is wrong with one SQLite database's settings."""
    options = settings.get("OPTIONS", {})
    found = []
    if settings.get("CONN_MAX_AGE", 0) is not None:
        found.append(
            Error(
                f"The SQLite database {alias!r} is opened and closed for every request.",
                hint="Set CONN_MAX_AGE to None: closing a WAL database under load is slow, and corrupts it"
                " under an old SQLite.",
                id="rembug.E002",
            )
        )
    if str(options.get("transaction_mode", "")).upper() != "IMMEDIATE":
        found.append(
            Error(
                f"Transactions on the SQLite database {alias!r} take the write lock too late.",
                hint='Set OPTIONS["transaction_mode"] to "IMMEDIATE": a transaction that reads first fails with'
                ' "database is locked" when another one writes meanwhile.',
                id="rembug.E003",
            )
        )
    if "journal_mode=wal" not in options.get("init_command", "").lower().replace(" ", ""):
        found.append(
            Error(
                f"The SQLite database {alias!r} does not use the write-ahead log.",
                hint='Begin OPTIONS["init_command"] with "PRAGMA journal_mode=WAL".',
                id="rembug.E004",
            )
        )
    if settings.get("ATOMIC_REQUESTS"):
        found.append(
            Error(
                f"Every request to the SQLite database {alias!r} takes the write lock.",
                hint="Leave ATOMIC_REQUESTS off, and open a transaction where something is written.",
                id="rembug.E005",
            )
        )
    return found
