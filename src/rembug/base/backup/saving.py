"""Making a backup while Rembug runs: as one moment had it, without stopping a writer."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from rembug.base.backup import archive, rows
from rembug.base.media_lock import keeping_out


def save(path: Path, progress: Callable[[int, int], None] = lambda _done, _total: None) -> list[str]:
    """Write a backup to ``path``: to ``path.part`` first, read back and compared, then renamed.

    ``progress`` is told what is done and what there is, in rows and files. Gives the
    names of stored files that rows speak of but that are not on the disk. An older file
    of the same name stays until the new one is whole.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        # Personal data: for the owner's eyes only. The sweep waits, so no file goes between its row and its bytes.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, keeping_out(sweep=False), one_moment():
            missing = _write(file, progress)
            file.flush()
            os.fsync(file.fileno())
        archive.check(part)
        part.replace(path)
        archive.flush(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return missing


@contextmanager
def one_moment() -> Iterator[None]:
    """All reading in the block sees the database of one moment; writers go on."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        # Not atomic(): it begins as a writer and would stop all others. The first read fixes the moment.
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            cursor.fetchall()
            yield
        finally:
            cursor.execute("ROLLBACK")


def beginning() -> dict:
    """What a backup says of its maker: versions, migrations, and the fields of every table."""
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rembug": version("rembug"),
        "database": connection.vendor,
        "migrations": migrations(),
        "tables": {
            model._meta.label_lower: [field.attname for field in rows.columns_of(model)] for model in rows.kept_models()
        },
    }


def migrations() -> list[str]:
    """The migrations that the database has seen."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _write(file, progress) -> list[str]:
    kept = rows.kept_models()
    total = sum(model._base_manager.count() for model in kept) + sum(1 for _name in _file_names(kept))
    writer = archive.Writer(file, beginning())
    counts: dict[str, int] = {}
    done = 0
    for model in kept:
        label = model._meta.label_lower
        counts[label] = 0
        for number, lines in enumerate(rows.lines_of(model)):
            writer.rows(label, number, lines)
            counts[label] += len(lines)
            done += len(lines)
            progress(done, total)
    missing, files = [], 0
    for name in _file_names(kept):
        try:
            writer.file(name, Path(settings.MEDIA_ROOT) / name)
            files += 1
        except FileNotFoundError:
            missing.append(name)
        done += 1
        progress(done, total)
    writer.finish({"rows": counts, "files": files})
    return missing


def _file_names(kept: list[type[models.Model]]) -> Iterator[str]:
    """The names of all stored files, each once."""
    for model in kept:
        for field in rows.columns_of(model):
            if isinstance(field, models.FileField):
                names = model._base_manager.exclude(**{field.name: ""}).order_by(field.name)
                yield from names.values_list(field.name, flat=True).distinct().iterator(chunk_size=rows.BATCH)
