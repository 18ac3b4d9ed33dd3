"""Taking a backup back: checked whole first, then the files, then all rows in one transaction."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from rembug.base.backup import archive, rows
from rembug.base.backup.archive import Damaged
from rembug.base.backup.saving import migrations
from rembug.base.media_lock import keeping_out

# What migrate and "areas load" put into a database before anybody works with it.
REFERENCE = {
    "areas.area",
    "areas.areatoken",
    "areas.formername",
    "auth.permission",
    "contenttypes.contenttype",
    "people.consenttext",
}


class Refused(Exception):
    """Why a backup is not taken back here, in words. Nothing was touched."""


def restore(
    path: Path,
    *,
    replace: bool = False,
    progress: Callable[[int], object] = lambda _size: None,
) -> dict:
    """Put what a backup holds in the place of what the database holds; gives the backup's counts.

    ``replace`` allows a database that is not empty. Either all is as in the backup, or,
    whatever happens (also a kill), the database is as it was; stored files are only ever
    added, the sweep takes what nothing holds. ``progress`` is told bytes, twice the size
    of the backup in all. Raises Damaged and Refused before anything is touched.
    """
    end = archive.check(path, progress)
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    _refuse_strangers(archive.beginning_of(path))
    if not replace and not is_empty():
        raise Refused("The database is not empty. To replace everything in it, say --yes.")
    with keeping_out(sweep=False):
        # Constraints are off only on SQLite, where that is impossible inside a transaction; both are checked below.
        with connection.constraint_checks_disabled():
            _bring_back(path, progress)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return end


def is_empty() -> bool:
    """Whether the database holds nothing but reference data."""
    return not any(
        model._base_manager.exists() for model in rows.kept_models() if model._meta.label_lower not in REFERENCE
    )


def _refuse_strangers(beginning: dict) -> None:
    here = migrations()
    if beginning["migrations"] != here:
        differing = sorted(set(beginning["migrations"]) ^ set(here))
        raise Refused(
            f"The backup is of Rembug {beginning['rembug']}, whose tables differ ({', '.join(differing[:5])}). "
            "Restore it with that version into an empty database, then upgrade."
        )
    tables = {
        model._meta.label_lower: [field.attname for field in rows.columns_of(model)] for model in rows.kept_models()
    }
    if beginning["tables"] != tables:
        raise Refused(f"The backup is of Rembug {beginning['rembug']}, whose tables have other columns.")


def _bring_back(path: Path, progress: Callable[[int], object]) -> None:
    # Read twice rather than mixed: files must be on the disk before the transaction holds up writers.
    for member in archive.members(path):
        if member.name.startswith("files/"):
            _put_file(member)
            progress(member.size)
    inserters = {model._meta.label_lower: rows.Inserter(model) for model in rows.kept_models()}
    with transaction.atomic():
        _clear()
        for member in archive.members(path):
            if member.name.startswith("tables/"):
                inserters[member.name.split("/")[1]].insert(member.lines())
            if not member.name.startswith("files/"):
                progress(member.size)
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), rows.kept_models()):
                cursor.execute(statement)


def _put_file(member: archive.Member) -> None:
    """Write a stored file in its place, whole or not at all."""
    root = Path(settings.MEDIA_ROOT).resolve()
    target = (root / member.name.removeprefix("files/")).resolve()
    if not target.is_relative_to(root):
        raise Damaged(f"{member.name} in the backup leads out of the directory of files.")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".restoring-")
    try:
        with os.fdopen(handle, "wb") as file:
            for block in member.blocks():
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        archive.flush(target.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _clear() -> None:
    tables = [connection.ops.quote_name(model._meta.db_table) for model in rows.kept_models()]
    with _without_triggers(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        else:
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@contextmanager
def _without_triggers() -> Iterator[None]:
    """Without the triggers that keep rows from being deleted; in the transaction, so others never see them gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
            )
            tables = [name for (name,) in cursor.fetchall()]
            before = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            after = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            before = [f"DROP TRIGGER {connection.ops.quote_name(name)}" for name, _sql in triggers]
            after = [sql for _name, sql in triggers]
        for statement in before:
            cursor.execute(statement)
        yield
        for statement in after:
            cursor.execute(statement)
