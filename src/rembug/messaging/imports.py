"""Importing an export into the history of a chat, in the background, as often as one likes.

The file is read minute by minute. What of a minute is stored already stays; what is new
goes in at its place; what was edited or deleted since is changed and keeps its older
text. Some thousand messages are one transaction, with their part of the search index and
with the renewed claim of the worker: killed at any moment, an import loses nothing and
doubles nothing, and is simply done again.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import PurePath

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from rembug.files import kinds
from rembug.files.models import StoredFile
from rembug.journal.models import record
from rembug.messaging import history
from rembug.messaging.merging import Merging
from rembug.messaging.models import Import
from rembug.messaging.whatsapp_export import ExportError, read
from rembug.messaging.whatsapp_export.source import named_chat

logger = logging.getLogger(__name__)

LARGEST_EXPORT = 2_000_000_000
CLAIM = timedelta(seconds=60)
MOST_ERRORS = 3


class ClaimLost(Exception):
    """Another worker took the import over: this one must not write any more."""


def chat_name_of(file_name: str) -> str:
    """The name of the group as the name of an export's file tells it; empty when it does not."""
    return " ".join((named_chat(PurePath(file_name).name) or "").split())[:150]


def keep_export(content, name: str) -> StoredFile:
    """Store the file of an export as it came: whether it is one, the reader says, with the line that is wrong.

    Raises FileRefused when it is empty or too large.
    """
    start = content.read(2)
    content.seek(0)
    kind = kinds.ZIP if start == b"PK" else kinds.TEXT
    return StoredFile.objects.store(content, name=name, limit=LARGEST_EXPORT, kind=kind)


def claim_next() -> Import | None:
    """Take the oldest open import that nobody works on, of a chat that no other import is writing to."""
    now = timezone.now()
    running = Import.objects.open().filter(claimed_until__gt=now)
    waiting = (
        Import.objects.open()
        .filter(Q(claimed_until=None) | Q(claimed_until__lte=now))
        .exclude(chat__in=running.values("chat"))
        .order_by("created_at", "pk")
    )
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Two workers that look at the same moment must not take two imports of one chat.
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x696D706F7274])
        one = waiting.select_related("chat", "file").first()
        if one:
            one.claim = secrets.token_hex(16)
            one.claimed_until = now + CLAIM
            one.save(update_fields=["claim", "claimed_until"])
    return one


def renew(one: Import) -> None:
    """Go on for another minute. Call it in each transaction that writes; raises ClaimLost."""
    kept = Import.objects.filter(pk=one.pk, claim=one.claim, finished_at=None, failed_at=None)
    if not kept.update(claimed_until=timezone.now() + CLAIM, records_read=one.records_read, share_read=one.share_read):
        raise ClaimLost


def run_next(told: Callable[[Import], None] = lambda one: None) -> bool:
    """Do one import that waits, from start to end; False when none waits. ``told`` hears how far it is."""
    one = claim_next()
    if one is None:
        return False
    try:
        run(one, told)
    except ClaimLost:
        pass
    except (OperationalError, InterfaceError):
        raise  # the database is out of reach; the claim runs out, and the import is taken up again
    except Exception:
        logger.exception("The import %s ended in an unexpected error", one.pk)
        _count_error(one)
    return True


def _count_error(one: Import) -> None:
    """Try again when the claim has run out, at last give up: a broken import must not hold up the others for ever."""
    one.refresh_from_db(fields=["errors"])
    one.errors += 1
    one.save(update_fields=["errors"])
    if one.errors >= MOST_ERRORS:
        with suppress(ClaimLost):
            fail(one, "unexpected", {})


def run(one: Import, told: Callable[[Import], None]) -> None:
    """Import the file of a claimed import and write down what came of it."""
    try:
        with one.file.content.open("rb") as file, read(file) as export:
            one.records_read = 0
            merging = Merging(one, export, lambda: renew(one), told)
            merging.run()
    except ExportError as error:
        fail(one, error.code, error.params)
        return
    counts = export.summary
    first, last = (at and merging.instant(at) for at in (counts.first, counts.last))
    with transaction.atomic():
        renew(one)
        merging.date_versions(last)
        one.first_at, one.last_at = first, last
        one.summary = merging.summary()
        one.findings = merging.findings()
        one.added, one.updated, one.unchanged = merging.added, merging.updated, merging.unchanged
        one.files_added = merging.files_added
        one.finished_at = timezone.now()
        one.save(
            update_fields=[
                *("summary", "findings", "added", "updated", "unchanged", "files_added"),
                *("first_at", "last_at", "finished_at"),
            ]
        )
        record("import_finished", one, by=one.imported_by, added=one.added, updated=one.updated)
    history.tell_finished(one.chat)


def fail(one: Import, code: str, params: dict) -> None:
    """The file cannot be imported: say why. What was stored before stays."""
    with transaction.atomic():
        renew(one)
        one.failed_at = timezone.now()
        one.failure = {"code": code, "params": params}
        one.save(update_fields=["failed_at", "failure"])
        record("import_failed", one, by=one.imported_by, code=code)
