"""The second pass over an export: from blocks of bytes to records."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import accumulate, compress, repeat
from operator import add, lt

from .blocks import Blocks
from .body import SUSPICIOUS_ENDS, SUSPICIOUS_HEADS
from .dates import BadValue, Days, Times
from .errors import ExportError
from .record import ErrorRow, Notice, Record

# What a change of the clock may do.
_BACKWARDS = timedelta(hours=1)
# Among the first records of an export that was not cut stands how the chat began.
_OPENING_RECORDS = 6
_OPENING_EVENTS = frozenset({"encrypted", "created"})
# What WhatsApp exports at most, the newest kept: with media, and without.
_EXPORT_LIMITS = (10_000, 40_000)
_KEPT_ERRORS = 1000
_KEPT_TEXT = 500
_LOOK_AHEAD = 50
_COUNTED = {
    "media": "media",
    "deleted": "deleted",
    "poll": "polls",
    "location": "locations",
    "contact": "contacts",
    "system": "system",
}
_new = tuple.__new__


class Reading:
    """One pass over the file of an export."""

    def __init__(self, export, attribution):
        self._export = export
        self._summary = export.summary
        self._attribution = attribution
        self._days = Days(export.date_order)
        self._other_days = Days("mdy" if export.date_order == "dmy" else "dmy")
        self._times = Times()
        self._line = 1
        self._latest = None
        self._opened = False
        self._early = 0
        self._backwards = []
        self._quoted = []
        self._events = Counter()
        self._contradicting = []

    def records(self):
        """The records in the order of the file. Raises ExportError where the file is not UTF-8."""
        try:
            yield from self._records()
        except UnicodeDecodeError as error:
            line = self._line + error.object.count(b"\n", 0, error.start)
            raise ExportError("wrong_encoding", line=line) from error

    def _records(self):
        """Goes column by column through each block: a loop over records would cost twice as much."""
        by_head = self._attribution.by_head
        record, record_of_body = self._attribution.record, self._attribution.record_of_body
        tally = Counter()
        number, line = 1, 1
        held = None
        blocks = Blocks(self._export._source, self._export.layout, self._export._padded)
        for block in blocks:
            self._refuse_beginning(block.before)
            line += block.before.count(b"\n")
            starts = list(accumulate([tail.count(b"\n") + 1 for tail in block.tails], initial=line))
            line = starts.pop()
            moments = self._moments(block)
            senders = list(map(by_head.get, block.heads))
            if None in senders or None in moments:
                held = self._settle(block, starts, moments, senders, held)
            heads, tails = block.heads, block.tails
            if None in moments:
                kept = [moment is not None for moment in moments]
                heads, tails, starts, senders, moments = (
                    list(compress(column, kept)) for column in (heads, tails, starts, senders, moments)
                )
            if not tails:
                continue
            texts = self._texts(tails, starts)
            numbers = range(number, number + len(texts))
            number += len(texts)
            rows = zip(
                numbers,
                starts,
                moments,
                senders,
                repeat("text"),
                texts,
                repeat(None),
                repeat(False),
                repeat(None),
                repeat(()),
            )
            records = list(map(_new, repeat(Record), rows))
            looked_at = self._to_be_looked_at(senders, texts)
            for index in looked_at:
                sender = senders[index]
                if sender is None:
                    body = _body(heads[index], tails[index])
                    found = record_of_body(numbers[index], starts[index], moments[index], body)
                else:
                    found = record(numbers[index], starts[index], moments[index], sender, texts[index].rstrip("\n"))
                records[index] = found
                senders[index] = found.sender
            tally.update(senders)
            self._count([records[index] for index in looked_at])
            self._watch(records, moments)
            if held is not None:
                yield held[0]
            # The next block may begin with a line that belongs to this record.
            held = records.pop(), _body(heads[-1], tails[-1])
            yield from records
        if held is not None:
            yield held[0]
        del tally[None]
        self._finish(tally, line - 1, cut_off=blocks.cut_off)

    def _moments(self, block):
        """When each record of a block was sent, None where the date or time does not exist."""
        try:
            return list(map(add, map(self._days.__getitem__, block.dates), map(self._times.__getitem__, block.clocks)))
        except BadValue:
            return [
                None if self._bad_value(date, clock) else self._days[date] + self._times[clock]
                for date, clock in zip(block.dates, block.clocks, strict=True)
            ]

    def _bad_value(self, date, clock):
        try:
            self._days[date] + self._times[clock]
        except BadValue as bad:
            return bad
        return None

    def _texts(self, tails, starts):
        try:
            return [tail.decode() for tail in tails]
        except UnicodeDecodeError:
            for tail, self._line in zip(tails, starts, strict=True):
                tail.decode()
            raise

    def _to_be_looked_at(self, senders, texts):
        """Which records of a block may be more than plain text of a known sender."""
        if self._export._all_careful:
            return range(len(texts))
        return [
            index
            for index, text in enumerate(texts)
            if text[-1:] in SUSPICIOUS_ENDS
            or text[:4] in SUSPICIOUS_HEADS
            or (
                not text.isascii()
                and ("\u2068" in text or "\u200e" in text or "\u202a" in text or "\u200f" in text or "\u202d" in text)
            )
            or ("\n" in text and (")\n" in text or ">\n" in text))
            or senders[index] is None
        ]

    def _settle(self, block, starts, moments, senders, held):
        """Refuse impossible dates, and give lines that only look like headers to the message before them.

        What is refused or given away gets the moment None. Returns `held`, the
        last record of the block before with its body, which may have grown.
        """
        taken = -2
        owner = None
        given = defaultdict(bytes)
        doubtful = {index for index, sender in enumerate(senders) if sender is None}
        if None in moments:
            doubtful.update(index for index, moment in enumerate(moments) if moment is None)
        for index in sorted(doubtful):
            if index - 1 != taken:
                owner = index - 1
            if moments[index] is None:
                bad = self._bad_value(block.dates[index], block.clocks[index])
                self._refuse(bad, starts[index], block.header(index) + block.body(index))
                taken, owner = index, None
                continue
            previous = moments[owner] if owner is not None and owner >= 0 else held and held[0].sent_at
            if not self._is_quoted(block, moments, senders, index, previous):
                continue
            inner = block.header(index) + block.body(index)
            if owner is None:
                self._extend_refused(inner)
            elif owner >= 0:
                given[owner] += b"\n" + inner
            elif held is not None:
                held = self._grown(held, inner)
            else:
                continue
            moments[index] = None
            taken = index
            self._quoted.append(starts[index])
        for index, inner in given.items():
            block.tails[index] += inner
        return held

    def _is_quoted(self, block, moments, senders, index, previous):
        """Whether a line that looks like a header belongs to the message before it.

        Such lines occur where a message holds an agenda or a piece of another
        chat. They have no sender, no wording of a system line, and a time that
        does not fit between the records around them.
        """
        moment = moments[index]
        goes_back = previous is not None and previous - moment > _BACKWARDS
        following = moments[index + 1] if senders[index + 1 : index + 2] not in ([], [None]) else None
        if not goes_back and following is not None and moment - following <= _BACKWARDS:
            # The common case, told without a look at the words: the time fits.
            return False
        if self._attribution.is_known(block.body(index)):
            return False
        if goes_back:
            return True
        for later in range(index + 1, min(index + _LOOK_AHEAD, len(moments))):
            if moments[later] is None:
                continue
            if senders[later] is not None or self._attribution.is_known(block.body(later)):
                return moment - moments[later] > _BACKWARDS
        if block.following:
            date, clock, head, tail = block.following
            known = self._bad_value(date, clock) is None and self._attribution.is_known(_body(head, tail))
            return known and moment - (self._days[date] + self._times[clock]) > _BACKWARDS
        return False

    def _grown(self, held, inner):
        record, body = held
        self._count([record], -1)
        body += b"\n" + inner
        record = self._attribution.record_of_body(record.number, record.line, record.sent_at, body)
        self._count([record])
        return record, body

    def _watch(self, records, moments):
        """Note how the chat opens, and where time runs backwards."""
        if self._latest is None:
            self._summary.first = moments[0]
            self._opened = any(record.system_event in _OPENING_EVENTS for record in records[:_OPENING_RECORDS])
        else:
            moments = [self._latest, *moments]
            records = [None, *records]
        if any(map(lt, moments[1:], moments)):
            for index in range(1, len(moments)):
                if moments[index - 1] - moments[index] > _BACKWARDS:
                    self._backwards.append(records[index].line)
        self._latest = moments[-1]

    def _count(self, records, step=1):
        """Count what the records are; who sent them is counted apart."""
        summary = self._summary
        for kind, count in Counter([record[4] for record in records]).items():
            if name := _COUNTED.get(kind):
                setattr(summary, name, getattr(summary, name) + step * count)
        summary.edited += step * sum([record[7] for record in records])
        for event, count in Counter([record[8] for record in records]).items():
            if event is not None:
                self._events[event] += step * count

    def _refuse(self, bad, line, text):
        if bad.code == "impossible_date" and self._fits_other_order(bad.value):
            self._contradicting.append(line)
        self._add_error(line, bad.code, bad.value, text.decode("utf-8", "replace"))

    def _fits_other_order(self, date):
        try:
            return bool(self._other_days[date])
        except BadValue:
            return False

    def _refuse_beginning(self, before):
        text = before.decode("utf-8", "replace").strip("\n")
        if text.strip():
            self._early = text.count("\n") + 1
            blank = len(before) - len(before.lstrip(b"\n"))
            self._add_error(blank, "before_first_message", "", text)

    def _add_error(self, line, code, value, text):
        lines = text.rstrip("\n").count("\n") + 1
        self._summary.errors += 1
        self._summary.error_lines += lines
        if len(self._export.errors) < _KEPT_ERRORS:
            self._export.errors.append(ErrorRow(line, code, value, lines, text[:_KEPT_TEXT]))

    def _extend_refused(self, inner):
        lines = inner.count(b"\n") + 1
        self._summary.error_lines += lines
        if self._summary.errors == len(self._export.errors):
            row = self._export.errors[-1]
            text = f"{row.text}\n{inner.decode('utf-8', 'replace')}"[:_KEPT_TEXT]
            self._export.errors[-1] = row._replace(lines=row.lines + lines, text=text)

    def _finish(self, tally, lines, *, cut_off):
        summary, notices = self._summary, self._export.notices
        summary.last = self._latest
        summary.lines = lines
        summary.senders = dict(tally)
        summary.messages = tally.total()
        summary.system_events = dict(self._events)
        for code, found in (
            ("mixed_date_order", self._contradicting),
            ("time_backwards", self._backwards),
            ("quoted_header", self._quoted),
        ):
            if found:
                notices.append(Notice(code, {"count": len(found), "line": found[0]}))
        if summary.first and not self._opened:
            at_limit = any(abs(summary.records - limit) * 50 < limit for limit in _EXPORT_LIMITS)
            notices.append(
                Notice(
                    "beginning_cut_at_limit" if at_limit else "beginning_cut",
                    {"first": summary.first.isoformat(), "count": summary.records},
                )
            )
        if self._early:
            notices.append(Notice("text_before_first_message", {"count": self._early}))
        if cut_off:
            notices.append(Notice("cut_off_end", {}))


def _body(head, tail):
    return tail if head is None else b"%b: %b" % (head, tail)
