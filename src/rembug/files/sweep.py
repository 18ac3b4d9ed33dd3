"""Taking away what nothing holds any more: rows first, then bytes."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from rembug.base.media_lock import keeping_out
from rembug.files.models import StoredFile
from rembug.files.storing import INCOMING

GRACE = timedelta(hours=24)


def sweep(grace: timedelta = GRACE) -> tuple[int, int]:
    """Delete rows that no foreign key points to, then bytes that no row names; both only when older than ``grace``.

    The grace is for a transaction that has stored its bytes and not yet committed.
    Gives the number of rows and of files on the disk that went.
    """
    before = timezone.now() - grace
    rows = _unheld().filter(stored_at__lt=before)
    deleted = rows.delete()[0]
    return deleted, sum(_sweep_folder(folder, before.timestamp()) for folder in _folders())


def _unheld():
    """Rows that nothing points to."""
    unheld = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            column = relation.field.name
            holders = relation.related_model._base_manager.filter(**{column: OuterRef("pk")})
            unheld = unheld.exclude(Exists(holders))
    return unheld


def _folders() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    for first in sorted(root.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(first.glob("[0-9a-f][0-9a-f]"))
    yield root / INCOMING


def _sweep_folder(folder: Path, before: float) -> int:
    """Bytes in one folder that no row names; of unfinished uploads, whole folders."""
    swept = 0
    if not folder.is_dir():
        return 0
    with keeping_out(sweep=True), os.scandir(folder) as entries:
        old = [entry for entry in entries if entry.stat().st_mtime < before]
        named = set(
            StoredFile.objects.filter(sha256__in=[entry.name for entry in old]).values_list("sha256", flat=True)
        )
        for entry in old:
            if entry.is_dir():
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name not in named:
                os.unlink(entry.path)
            else:
                continue
            swept += 1
    return swept
