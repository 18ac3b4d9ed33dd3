"""The database itself refuses to change or delete a deed, whoever asks.

Installed after every ``migrate``, since SQLite drops the triggers of a table that a
migration rebuilds. Lifted only to bring back a backup and to empty a database whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from rembug.journal.models import Deed

TABLE = Deed._meta.db_table
REFUSAL = "Deeds in the journal are never changed or deleted."
# REPLACE deletes a row without the trigger on DELETE being asked.
SQLITE = {
    "journal_deed_keep_unchanged": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "journal_deed_keep": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "journal_deed_keep_unreplaced": (
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE sequence = NEW.sequence "  # noqa: S608
        f"OR hash = NEW.hash OR previous_hash = NEW.previous_hash) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
}
POSTGRESQL = {
    "journal_deed_keep": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_deed_keep_all": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
}
POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install() -> None:
    """Guard the journal; where it is guarded already nothing changes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            for name, rule in POSTGRESQL.items():
                cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {rule}")
        else:
            for name, rule in SQLITE.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {rule}")


def lift() -> None:
    """Take the guard away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in POSTGRESQL:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
        else:
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def is_installed() -> bool:
    """Whether every trigger of the guard is in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'", [TABLE])
            return set(POSTGRESQL) <= {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        return set(SQLITE) <= {name for (name,) in cursor.fetchall()}


@contextmanager
def lifted() -> Iterator[None]:
    """Without the guard for the time of the block, with it again whatever happens there."""
    lift()
    try:
        yield
    finally:
        install()
