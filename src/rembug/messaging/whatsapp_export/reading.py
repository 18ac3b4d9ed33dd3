"""The second pass over an export: from blocks of bytes to records."""

import re
from datetime import timedelta

from . import wording
from .body import SUSPICIOUS_HEADS, SUSPICIOUS_TAILS, clean_system, describe, has_mark
from .dates import BadValue, Days, Times
from .errors import ExportError
from .record import ErrorRow, Notice, Record
from .senders import label
from .source import BLOCK

_LONGEST_MESSAGE = 16 * BLOCK
# What a change of the clock may do.
_BACKWARDS = timedelta(hours=1)
_KEPT_ERRORS = 1000
_KEPT_TEXT = 500
_LOOK_AHEAD = 50
_COUNTED = {"media": "media", "deleted": "deleted", "poll": "polls", "location": "locations", "contact": "contacts"}


class Block:
    """Whole records as text, cut at their headers: before, date, time, body, date, time, body ..."""

    __slots__ = ("text", "pattern", "parts", "_matches")

    def __init__(self, text, pattern):
        self.text = text
        self.pattern = pattern
        self.parts = pattern.split(text)
        self._matches = None

    def header(self, index):
        """The header of a record as it stands in the file, without its newline."""
        if self._matches is None:
            self._matches = [match[0] for match in self.pattern.finditer(self.text)]
        return self._matches[index][1:]

    def without_last(self):
        """This block up to its last record, and that record's text."""
        last = len(self.text) - len(self.parts[-1]) - 1
        start = self.text.rindex("\n", 0, self.text.rindex(self.parts[-3], 0, last) + 1)
        rest = self.text[start:]
        del self.parts[-3:]
        self.text = self.text[:start]
        return rest


class Reading:
    """One pass over the file of an export."""

    def __init__(self, export):
        self.export = export
        self.layout = export.layout
        self.summary = export.summary
        self.days = Days(export.date_order)
        self.other_days = Days("mdy" if export.date_order == "dmy" else "dmy")
        self.times = Times()
        self.group = export._group
        self.colon_names = export._colon_names
        self.senders = {head: name for head, name in export._senders.items() if head != export._group}
        self.backwards = []
        self.quoted = []
        self.contradicting = []
        self.early = 0
        self.cut_off = False

    def records(self):
        """The records in the order of the file. Most messages pass here without a call."""
        senders, days, times = self.senders, self.days, self.times
        tally = self.summary.senders
        tally.update(dict.fromkeys(senders.values(), 0))
        new, careful = tuple.__new__, self.export._all_careful
        number = 0
        line = 1
        held = previous = None
        held_body = ""
        for block in self._blocks():
            parts = block.parts
            if len(parts[0]) > 1:
                self._refuse_beginning(parts[0])
            line += parts[0].count("\n")
            dates, clocks = parts[1::3], parts[2::3]
            if self.layout.time_first:
                dates, clocks = clocks, dates
            for index, date, clock, body in zip(range(len(dates)), dates, clocks, parts[3::3], strict=True):
                start = line
                breaks = body.count("\n")
                line += 1 + breaks
                try:
                    sent_at = days[date] + times[clock]
                except BadValue as bad:
                    self._refuse(bad, start, breaks + 1, block.header(index) + body)
                    if held is not None:
                        yield held
                        held = None
                    continue
                head, _colon, text = body.partition(": ")
                sender = senders.get(head)
                if (
                    sender is None
                    or text[:4] in SUSPICIOUS_HEADS
                    or text[-1:] in ">)"
                    or text[-4:] in SUSPICIOUS_TAILS
                    or (not text.isascii() and has_mark(text))
                    or (breaks and (text[-1] == "\n" or ")\n" in text or ">\n" in text))
                    or careful
                ):
                    if sender is None and held is not None and self._is_quoted(block, index, sent_at, previous):
                        self.quoted.append(start)
                        self._count(held, -1)
                        held_body = f"{held_body}\n{block.header(index)}{body}"
                        held = self._record(held.number, held.line, held.sent_at, held_body)
                        self._count(held, 1)
                        continue
                    number += 1
                    record = self._record(number, start, sent_at, body)
                    self._count(record, 1)
                else:
                    number += 1
                    tally[sender] += 1
                    record = new(Record, (number, start, sent_at, sender, "text", text, None, False, None))
                if previous is not None and sent_at < previous and previous - sent_at > _BACKWARDS:
                    self.backwards.append(start)
                if previous is None:
                    self.summary.first = sent_at
                previous = sent_at
                if held is not None:
                    yield held
                held = record
                held_body = body
        if held is not None:
            yield held
        self._finish(previous, line - 1)

    def _blocks(self):
        """The file in blocks that end where a record ends."""
        pattern = re.compile(self.layout.pattern(self.export._padded))
        rest = "\n"
        tail = b""
        line = 1
        for piece in self.export._source.chunks():
            piece = tail + piece
            cut = piece.rfind(b"\n") + 1
            tail = piece[cut:]
            rest += self._decoded(piece[:cut], line)
            line += piece.count(b"\n", 0, cut)
            # The newline at the end may be the one that begins the next header.
            block = Block(rest[:-1], pattern) if rest.endswith("\n") else Block(rest, pattern)
            if len(block.parts) < 7:
                if len(rest) > _LONGEST_MESSAGE:
                    raise ExportError(
                        "message_too_long",
                        line=line - rest.count("\n"),
                        megabytes=len(rest) // 1024**2,
                    )
                continue
            ended = rest.endswith("\n")
            rest = block.without_last() + ("\n" if ended else "")
            yield block
        rest += self._decoded(tail, line, last=True)
        yield Block("\n" + rest.strip("\n") if not rest.strip("\n") else rest.rstrip("\n"), pattern)

    def _decoded(self, piece, line, *, last=False):
        try:
            text = piece.decode()
        except UnicodeDecodeError as error:
            if last and error.reason == "unexpected end of data":
                self.cut_off = True
                return piece[: error.start].decode().replace("\r\n", "\n")
            raise ExportError("wrong_encoding", line=line + piece.count(b"\n", 0, error.start)) from error
        return text.replace("\r\n", "\n") if "\r" in text else text

    def _record(self, number, line, sent_at, body):
        sender, text = self._split(body.rstrip("\n"))
        if sender is None:
            text = clean_system(text)
            return Record(
                number, line, sent_at, None, "system", text, None, False, wording.system_event(text) or "other"
            )
        kind, plain, attachment, edited = describe(text)
        if kind == "text" and self._is_system(sender, text, plain):
            event = wording.system_event(plain) or "other"
            return Record(number, line, sent_at, None, "system", clean_system(plain), None, False, event)
        return Record(number, line, sent_at, sender, kind, plain, attachment, edited, None)

    def _is_system(self, sender, raw, text):
        """An iPhone writes system lines as messages of the group or of who acted, after a mark."""
        if not self.layout.bracket:
            return False
        event = wording.system_event(clean_system(text))
        if raw.startswith("\u200e"):
            return event is not None or label(text).startswith(sender)
        return event == "encrypted" or (event is not None and text.startswith(sender + " "))

    def _split(self, body):
        """`(sender, text)` of a body; the sender is None when it is a system line."""
        head, colon, text = body.partition(": ")
        sender = self.senders.get(head)
        if sender is not None:
            return sender, text
        if head == self.group:
            return None, text
        for name in self.colon_names.get(head, ()):
            if body.startswith(name + ": "):
                return label(name), body[len(name) + 2 :]
            if body.startswith((name + ":\n", name + ":")) and body[len(name) + 1 :][:1] in "\n":
                return label(name), body[len(name) + 2 :]
        if colon and head in self.colon_names and wording.system_event(body) is None:
            return label(head), text
        # An editor may have removed the space after the colon of an empty message.
        first, newline, rest = body.partition("\n")
        if first.endswith(":") and (sender := self.senders.get(first[:-1])) is not None:
            return sender, newline + rest if rest else ""
        return None, body

    def _is_quoted(self, block, index, sent_at, previous):
        """Whether a line that looks like a header belongs to the message before it.

        Such lines occur where a message holds an agenda or a piece of another
        chat. They have no sender, no wording of a system line, and a time that
        does not fit between the records around them.
        """
        parts = block.parts
        body = parts[3 + 3 * index]
        if self._is_known(body):
            return False
        if previous is not None and previous - sent_at > _BACKWARDS:
            return True
        for later in range(index + 1, min(index + _LOOK_AHEAD, len(parts) // 3)):
            if not self._is_known(parts[3 + 3 * later]):
                continue
            date, clock = parts[1 + 3 * later], parts[2 + 3 * later]
            if self.layout.time_first:
                date, clock = clock, date
            try:
                following = self.days[date] + self.times[clock]
            except BadValue:
                continue
            return sent_at - following > _BACKWARDS
        return False

    def _is_known(self, body):
        sender, text = self._split(body)
        return sender is not None or text != body or wording.system_event(clean_system(body)) is not None

    def _count(self, record, step):
        summary = self.summary
        if record.kind == "system":
            summary.system += step
            events = summary.system_events
            events[record.system_event] = events.get(record.system_event, 0) + step
            return
        summary.senders[record.sender] = summary.senders.get(record.sender, 0) + step
        summary.edited += step * record.edited
        if record.kind != "text":
            name = _COUNTED[record.kind]
            setattr(summary, name, getattr(summary, name) + step)

    def _refuse(self, bad, line, lines, text):
        if bad.code == "impossible_date" and self._fits_other_order(bad.value):
            self.contradicting.append(line)
        self._add_error(ErrorRow(line, bad.code, bad.value, lines, text[:_KEPT_TEXT]))

    def _fits_other_order(self, date):
        try:
            return bool(self.other_days[date])
        except BadValue:
            return False

    def _refuse_beginning(self, text):
        lines = text.strip("\n").count("\n") + 1 if text.strip() else 0
        if lines:
            self.early = lines
            line = 1 + len(text) - len(text.lstrip("\n")) - 1
            self._add_error(ErrorRow(line, "before_first_message", "", lines, text.strip("\n")[:_KEPT_TEXT]))

    def _add_error(self, row):
        self.summary.errors += 1
        self.summary.error_lines += row.lines
        if len(self.export.errors) < _KEPT_ERRORS:
            self.export.errors.append(row)

    def _finish(self, last, lines):
        summary, notices = self.summary, self.export.notices
        summary.last = last
        summary.lines = lines
        summary.senders = {name: count for name, count in summary.senders.items() if count}
        summary.messages = sum(summary.senders.values())
        for code, found in (
            ("mixed_date_order", self.contradicting),
            ("time_backwards", self.backwards),
            ("quoted_header", self.quoted),
        ):
            if found:
                notices.append(Notice(code, {"count": len(found), "line": found[0]}))
        if self.early:
            notices.append(Notice("text_before_first_message", {"count": self.early}))
        if self.cut_off:
            notices.append(Notice("cut_off_end", {}))
