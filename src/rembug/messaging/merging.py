"""Merging one export into the stored history of its chat, batch by batch."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from rembug.files.models import StoredFile
from rembug.files.storing import FileRefused
from rembug.messaging import history
from rembug.messaging.history import Row
from rembug.messaging.models import Import, Kind, Message, Revision, Sender, SenderLabel
from rembug.messaging.models.chat import erased_label
from rembug.messaging.placing import STEP, positions
from rembug.messaging.whatsapp_export import merge
from rembug.messaging.whatsapp_export.export import Export
from rembug.messaging.whatsapp_export.record import Record

BATCH = 20_000
FILES_AT_ONCE = 20
LARGEST_ATTACHMENT = 100_000_000
# How an export calls the phone's owner: another person on each phone.
OWN_NAMES = {"Anda", "You"}

BEGINNING = datetime.min.replace(tzinfo=UTC)

# How an entry of a zip shows that it is damaged or packed in an unknown way.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)

Minute = tuple[datetime, list[Record]]


class Stored(NamedTuple):
    """What of a stored message the comparison needs. ``minute`` is aware, in any zone."""

    pk: int
    minute: datetime
    position: int
    second: int | None
    sender_id: int | None
    kind: str
    text: str
    edited: bool
    as_of: datetime | None
    fingerprint: UUID
    attachment: str

    def for_comparison(self) -> merge.Message:
        return merge.Message(
            self,
            self.sender_id,
            self.kind,
            self.fingerprint.hex,
            self.text,
            self.second,
            self.edited,
            self.as_of,
        )


def batches(minutes: Iterable[Minute], size: int = BATCH) -> Iterator[list[Minute]]:
    """Runs of rising minutes with at least ``size`` records together, so that no minute is stored in part.

    A minute that comes again, long after later ones, begins a new run: what was stored of it is then seen.
    """
    batch: list[Minute] = []
    count = 0
    for minute in minutes:
        if batch and minute[0] <= batch[-1][0]:
            yield batch
            batch, count = [], 0
        batch.append(minute)
        count += len(minute[1])
        if count >= size:
            yield batch
            batch, count = [], 0
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
        self.knows_seconds = export.precision == "second"
        self.senders: dict[str, int] = {}
        # Which message each file of this export belongs to: other phones give the same names to other files.
        self.holders: dict[str, int] = {}
        # Under keyed hashes: the labels of those whose names were taken off.
        self.erased: dict[str, int] = dict(
            SenderLabel.objects.filter(chat=self.chat, sender__erased_at__isnull=False).values_list(
                "label", "sender_id"
            )
        )
        self.earlier_spans: list[tuple[datetime, datetime]] = []
        # The same, from the beginning of time where an export tells how the chat began: it is not cut there.
        self.known_spans: list[tuple[datetime, datetime]] = []
        for earlier in self.chat.imports.exclude(pk=one.pk):
            if earlier.first_at and earlier.last_at:
                self.earlier_spans.append((earlier.first_at, earlier.last_at))
                self.known_spans.append(self.span(earlier.first_at, earlier.last_at, is_cut=earlier.is_cut))
        # Of this export, known once it was read: from when and until when it tells.
        self.own_spans: list[tuple[datetime, datetime]] = []
        self.reaches: datetime | None = None

    def run(self) -> None:
        """Store what is new, batch by batch, then the files of the zip."""
        if self.chat.messages.exists():
            self.learn_senders()
            counts = self.export.summary
            if counts.first:
                first, last = self.instant(counts.first), self.instant(counts.last)
                self.own_spans = [self.span(first, last, is_cut=self.export.is_cut)]
                self.reaches = self.instant(counts.last)
        for batch in batches(merge.by_minute(self.export)):
            with transaction.atomic():
                self.one.records_read += sum(len(records) for _minute, records in batch)
                self.one.share_read = self.export.share_read
                self.renew()
                self.store(batch)
            self.told(self.one)
        self.keep_files()

    def instant(self, minute: datetime) -> datetime:
        return minute.replace(tzinfo=self.zone)

    @staticmethod
    def span(first: datetime, last: datetime, *, is_cut: bool) -> tuple[datetime, datetime]:
        """First and last minute of an export, as instants."""
        return (merge.minute_of(first) if is_cut else BEGINNING, merge.minute_of(last))

    def local(self, at: datetime) -> datetime:
        """An instant on the chat's clock, without a zone, as an export tells it."""
        return at.astimezone(self.zone).replace(tzinfo=None)

    def learn_senders(self) -> None:
        """Which stored sender each label of this export means: a first reading, compared with the history."""
        evidence = merge.SenderEvidence()
        for batch in batches(merge.by_minute(self.export)):
            with transaction.atomic():
                self.renew()
            stored = self.stored_in(batch)
            for minute, records in batch:
                evidence.observe(self.compared(records), stored.get(self.instant(minute), []))
        known_labels: dict[str, set[int]] = {}
        for label, sender in SenderLabel.objects.filter(chat=self.chat).values_list("label", "sender_id"):
            known_labels.setdefault(label, set()).add(sender)
        same_label = {
            label: senders.pop()
            for label, senders in known_labels.items()
            if len(senders) == 1 and label not in OWN_NAMES
        }
        # The comparison takes any label and any identity; here they are names and keys.
        decided: Mapping[Any, Any] = evidence.decide(cast("Mapping[Hashable, Hashable]", same_label))
        self.senders = {label[:200]: sender for label, sender in decided.items()}
        erased = set(self.chat.senders.filter(erased_at__isnull=False).values_list("pk", flat=True))
        with transaction.atomic():
            self.renew()
            SenderLabel.objects.bulk_create(
                [
                    SenderLabel(chat=self.chat, sender_id=sender, label=label)
                    for label, sender in self.senders.items()
                    if sender not in erased
                    and sender not in known_labels.get(label, ())
                    and same_label.get(label) != sender
                ],
                ignore_conflicts=True,
            )

    def compared(self, records: Iterable[Record]) -> list[merge.Message]:
        precision = self.export.precision
        return [merge.message(record, precision=precision, as_of=self.reaches) for record in records]

    def stored_in(self, batch: Sequence[Minute]) -> dict[datetime, list[merge.Message]]:
        """What is stored of the minutes from the first to the last of ``batch``, in order."""
        minutes = [self.instant(minute) for minute, _records in batch]
        rows = (
            Message.objects.filter(chat=self.chat, minute__range=(min(minutes), max(minutes)))
            .order_by("minute", "position")
            .values_list(*Stored._fields)
        )
        found: dict[datetime, list[merge.Message]] = {}
        for row in rows.iterator(chunk_size=5_000):
            stored = Stored(*row)
            found.setdefault(stored.minute, []).append(stored.for_comparison())
        return found

    def sender_of(self, label: str | None) -> int | None:
        """The key of the sender that ``label`` means, made when nobody is known under it."""
        if label is None:
            return None
        if (known := self.senders.get(label)) is not None:
            return known
        label = label[:200]
        if self.erased and (erased := self.erased.get(erased_label(self.chat.pk, label))):
            self.senders[label] = erased
        if label not in self.senders:
            sender = Sender.objects.create(chat=self.chat, name=label)
            SenderLabel.objects.create(chat=self.chat, sender=sender, label=label)
            self.senders[label] = sender.pk
        return self.senders[label]

    def store(self, batch: Sequence[Minute]) -> None:
        """Write one batch within the transaction that is open."""
        stored = self.stored_in(batch)
        keys = iter(history.next_keys(sum(len(records) for _minute, records in batch)))
        new: list[Row] = []
        changed: list[Row] = []
        for minute, records in batch:
            instant = self.instant(minute)
            known = stored.get(instant)
            if known:
                self.merge_minute(instant, records, known, keys, new, changed)
            else:
                new += [
                    self.row(next(keys), instant, STEP * place, record) for place, record in enumerate(records, start=1)
                ]
        history.write(new)
        history.tell(self.chat, new, changed)
        self.added += len(new)
        self.updated += len(changed)

    def holds(self, record: Record, key: int) -> None:
        """Note that the message ``key`` holds the file that this export names in ``record``."""
        if record.attachment:
            self.holders[record.attachment] = key

    def row(self, key: int, instant: datetime, position: int, record: Record, fingerprint: str = "") -> Row:
        self.holds(record, key)
        return Row(
            key,
            self.chat.pk,
            instant,
            position,
            record.sent_at.second if self.knows_seconds else None,
            self.sender_of(record.sender),
            record.kind,
            record.system_event or "",
            # PostgreSQL holds no NUL in a text.
            record.text.replace("\0", "\ufffd"),
            (record.attachment or "").replace("\0", "")[-255:],
            record.edited,
            fingerprint or merge.fingerprint(record),
            self.reaches if record.edited else None,
        )

    def merge_minute(self, instant, records, known, keys, new, changed) -> None:
        """Compare one minute with what is stored of it, and do what the plan says."""
        outcomes = merge.plan(
            self.compared(records),
            known,
            cast("Mapping[Hashable, Hashable]", self.senders),
            new_cut=merge.is_cut(instant, self.own_spans),
            stored_cut=merge.is_cut(instant, self.known_spans),
        )
        order: list[merge.Message] = list(known)
        for outcome in outcomes:
            match outcome:
                case merge.Insert():
                    order.insert(order.index(outcome.after) + 1 if outcome.after else 0, outcome.new)
                case merge.Update():
                    changed.append(self.update(outcome.stored.key, outcome.new))
                case merge.Earlier():
                    self.keep_revision(outcome.stored.key.pk, outcome.new.key, outcome.new.fingerprint)
                    self.unchanged += 1
                case merge.Same():
                    self.refine(outcome)
                    self.unchanged += 1
        if len(order) == len(known):
            return
        places = positions([one.key.position if isinstance(one.key, Stored) else None for one in order])
        self.move([(one.key, place) for one, place in zip(order, places, strict=True) if isinstance(one.key, Stored)])
        new += [
            self.row(next(keys), instant, place, one.key, one.fingerprint)
            for one, place in zip(order, places, strict=True)
            if isinstance(one.key, Record)
        ]

    def move(self, placed: list[tuple[Stored, int]]) -> None:
        """Give stored messages of one minute new positions, far away first so that no two meet on the way."""
        moved = [(stored.pk, place) for stored, place in placed if stored.position != place]
        for offset in (1_000_000_000, 0):
            for pk, place in moved:
                Message.objects.filter(pk=pk).update(position=offset + place)

    def update(self, stored: Stored, new: merge.Message) -> Row:
        """The message was edited or deleted since: keep what it said, and store what it says now."""
        record: Record = new.key
        Revision.objects.get_or_create(
            message_id=stored.pk,
            fingerprint=stored.fingerprint,
            defaults={"text": stored.text, "kind": stored.kind},
        )
        row = self.row(stored.pk, stored.minute, stored.position, record, new.fingerprint)
        row = row._replace(
            sender_id=stored.sender_id,
            second=stored.second if row.second is None else row.second,
            attachment="" if row.kind == Kind.DELETED else row.attachment or stored.attachment,
        )
        if row.kind == Kind.DELETED:
            Message.objects.filter(pk=stored.pk).update(file=None)
        Message.objects.filter(pk=stored.pk).update(
            kind=row.kind,
            text=row.text,
            edited=row.edited,
            second=row.second,
            attachment=row.attachment,
            fingerprint=row.fingerprint,
            as_of=row.as_of,
        )
        return row

    def keep_revision(self, message: int, record: Record, fingerprint: str) -> None:
        Revision.objects.get_or_create(
            message_id=message, fingerprint=fingerprint, defaults={"text": record.text, "kind": record.kind}
        )

    def refine(self, outcome: merge.Same) -> None:
        """Take from another phone's export what this message lacked: its second, the name of its file."""
        stored, record = outcome.stored.key, outcome.new.key
        self.holds(record, stored.pk)
        better = {}
        if outcome.refines:
            better["second"] = outcome.new.second
        if record.attachment and not stored.attachment:
            better["attachment"] = record.attachment[-255:]
            better["kind"] = record.kind
        if better:
            Message.objects.filter(pk=stored.pk).update(**better)

    def keep_files(self) -> None:
        """Store the pictures, sounds and documents of the zip with their messages."""
        names = [name for name in self.export.media if name in self.holders]
        for start in range(0, len(names), FILES_AT_ONCE):
            with transaction.atomic():
                self.renew()
            some = {self.holders[name]: name for name in names[start : start + FILES_AT_ONCE]}
            for message in Message.objects.filter(pk__in=some, file=None).exclude(kind=Kind.DELETED):
                self.keep_file(message, some[message.pk])

    def keep_file(self, message: Message, name: str) -> None:
        try:
            with self.export.open_media(name) as content:
                stored = StoredFile.objects.store(content, name=name, limit=LARGEST_ATTACHMENT)
        except (FileRefused, *DAMAGED):
            self.refused.append({"code": "file_refused", "params": {"name": name}})
            return
        with transaction.atomic():
            self.renew()
            message.file = stored
            message.save(update_fields=["file"])
        self.files_added += 1

    def date_versions(self, last: datetime | None) -> None:
        """Note until when the export told the edited messages that have no such note yet: those of this import."""
        Message.objects.filter(chat=self.chat, edited=True, as_of=None).update(as_of=last)

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
        """What a person should know about the file: notices, gaps, the first places that could not be read."""
        counts = self.export.summary
        notices = list(self.export.notices)
        if counts.first:
            notices += merge.gap(
                first=counts.first,
                last=counts.last,
                cut=any(notice.code.startswith("beginning_cut") for notice in notices),
                stored=[(self.local(first), self.local(last)) for first, last in self.earlier_spans],
            )
        found = [{"code": notice.code, "params": _plain(notice.params)} for notice in notices]
        for row in self.export.errors[:100]:
            found.append({"code": row.code, "params": {"line": row.line, "value": row.value}})
        return found + self.refused


def _plain(params: dict) -> dict:
    """Values that JSON can hold."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in params.items()}
