"""Merging one export into the stored history of its chat, batch by batch."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from rembug.files.models import StoredFile
from rembug.files.storing import FileRefused
from rembug.messaging import history
from rembug.messaging.history import STEP, Row
from rembug.messaging.models import Import, Message, Sender, SenderLabel
from rembug.messaging.whatsapp_export.export import Export
from rembug.messaging.whatsapp_export.record import Record

BATCH = 20_000
FILES_AT_ONCE = 20
LARGEST_ATTACHMENT = 100_000_000

Minute = list[Record]


def by_minute(records: Iterable[Record]) -> dict[datetime, Minute]:
    """Records by the minute they were sent in, local time, in the order of the file."""
    minutes: dict[datetime, Minute] = {}
    last, group = None, []
    for one in records:
        sent_at = one.sent_at
        if sent_at != last:
            last = sent_at
            minute = sent_at.replace(second=0) if sent_at.second else sent_at
            group = minutes.setdefault(minute, [])
        group.append(one)
    return minutes


def batches(records: Iterable[Record], size: int = BATCH) -> Iterator[list[Record]]:
    """Runs of at least ``size`` records that end where a minute ends, so that no minute is stored in part."""
    batch: list[Record] = []
    for one in records:
        if len(batch) >= size and one.sent_at.replace(second=0) != batch[-1].sent_at.replace(second=0):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


class Merging:
    """The merging of one import; the counters are complete when ``run`` returns.

    ``renew`` is called in every transaction: it renews the worker's claim or raises. ``told`` hears how far it is.
    """

    def __init__(self, one: Import, export: Export, renew: Callable[[], None], told: Callable[[Import], None]):
        self.one, self.export, self.renew, self.told = one, export, renew, told
        self.chat = one.chat
        self.zone = ZoneInfo(self.chat.time_zone)
        self.added = self.updated = self.unchanged = self.files_added = 0
        self.refused: list[dict] = []
        self.senders: dict[str, int] = {}
        self.knows_seconds = export.precision == "second"

    def run(self) -> None:
        """Store what is new, batch by batch, then the files of the zip."""
        self.learn_senders()
        for batch in batches(self.export):
            with transaction.atomic():
                self.one.records_read += len(batch)
                self.one.share_read = self.export.share_read
                self.renew()
                self.store(batch)
            self.told(self.one)
        self.keep_files()

    def learn_senders(self) -> None:
        """Which stored sender each label of this export means."""
        for label, sender in SenderLabel.objects.filter(chat=self.chat).values_list("label", "sender_id"):
            self.senders[label] = sender

    def sender_of(self, label: str | None) -> int | None:
        """The key of the sender that ``label`` means, made when nobody is known under it."""
        if label is None:
            return None
        if label not in self.senders:
            sender = Sender.objects.create(chat=self.chat, name=label[:200])
            SenderLabel.objects.create(chat=self.chat, sender=sender, label=label[:200])
            self.senders[label] = sender.pk
        return self.senders[label]

    def store(self, batch: list[Record]) -> None:
        minutes = by_minute(batch)
        rows: list[Row] = []
        keys = iter(history.next_keys(len(batch)))
        for minute, records in minutes.items():
            instant = minute.replace(tzinfo=self.zone)
            rows += [self.row(next(keys), instant, STEP * place, one) for place, one in enumerate(records, start=1)]
        history.write(rows)
        history.tell(self.chat, rows)
        self.added += len(rows)

    def row(self, key: int, instant: datetime, position: int, one: Record) -> Row:
        return Row(
            key,
            self.chat.pk,
            instant,
            position,
            one.sent_at.second if self.knows_seconds else None,
            self.sender_of(one.sender),
            one.kind,
            one.system_event or "",
            one.text,
            one.attachment or "",
            one.edited,
        )

    def keep_files(self) -> None:
        """Store the pictures, sounds and documents of the zip with their messages."""
        names = [name for name in self.export.media if name]
        for start in range(0, len(names), FILES_AT_ONCE):
            with transaction.atomic():
                self.renew()
            some = names[start : start + FILES_AT_ONCE]
            for message in Message.objects.filter(chat=self.chat, attachment__in=some, file=None):
                self.keep_file(message)

    def keep_file(self, message: Message) -> None:
        try:
            with self.export.open_media(message.attachment) as content:
                stored = StoredFile.objects.store(content, name=message.attachment, limit=LARGEST_ATTACHMENT)
        except FileRefused:
            self.refused.append({"code": "file_refused", "params": {"name": message.attachment}})
            return
        with transaction.atomic():
            self.renew()
            message.file = stored
            message.save(update_fields=["file"])
        self.files_added += 1

    def summary(self) -> dict:
        """The counts of the export, for ``Import.summary``."""
        counts = self.export.summary
        return {
            "messages": counts.messages,
            "senders": len(counts.senders),
            "system": counts.system,
            "media": counts.media,
            "polls": counts.polls,
            "edited": counts.edited,
            "deleted": counts.deleted,
            "errors": counts.errors,
        }

    def findings(self) -> list[dict]:
        """What a person should know about the file: notices, then the first places that could not be read."""
        found = [{"code": notice.code, "params": notice.params} for notice in self.export.notices]
        for row in self.export.errors[:100]:
            found.append({"code": row.code, "params": {"line": row.line, "value": row.value}})
        return found + self.refused
