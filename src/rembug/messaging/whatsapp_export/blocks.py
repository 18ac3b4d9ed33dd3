"""A file cut into blocks of whole records, by its headers."""

import re

from .errors import ExportError

# WhatsApp allows 65,536 characters.
LONGEST_MESSAGE = 4 * 1024**2
_LONGEST_HEADER = 100
_LONGEST_END = 50


class Block:
    """Some records as bytes, in columns.

    `heads` holds what stands before the first ": " of each body, None when the
    first line has none or has a colon before it; `tails` holds the rest.
    `following` is the row of the record after the block, if there is one.
    """

    __slots__ = ("before", "clocks", "data", "dates", "following", "heads", "tails")

    def __init__(self, data, pattern, plain, time_first):
        self.data = data
        self.following = None
        text = data if plain else data.decode()
        parts = (
            pattern.split(text) if plain else [None if part is None else part.encode() for part in pattern.split(text)]
        )
        self.before = parts[0]
        self.dates, self.clocks, self.heads, self.tails = parts[1::4], parts[2::4], parts[3::4], parts[4::4]
        if time_first:
            self.dates, self.clocks = self.clocks, self.dates

    def body(self, index):
        head = self.heads[index]
        return self.tails[index] if head is None else b"%b: %b" % (head, self.tails[index])

    def header(self, index):
        """The header of a record as it stands in the file, without its newline."""
        # The columns leave out what stands between them, so that all before
        # the record together end before it begins.
        start = len(self.before) + sum(len(part) for column in self._columns for part in column[:index] if part)
        date, clock = self.dates[index], self.clocks[index]
        first = self.body(index).partition(b"\n")[0]
        while True:
            start = self.data.index(b"\n", start) + 1
            end = self.data.find(b"\n", start)
            line = self.data[start : end if end >= 0 else None]
            header = line[: len(line) - len(first)]
            if line.endswith(first) and date in header and clock in header and len(header) < _LONGEST_HEADER:
                return header

    def take_end(self):
        """Cut off the last record with a head and all behind it, and give their bytes.

        A record without a head can only be judged by the time of a later one.
        """
        start = len(self.data)
        for _ in range(min(_LONGEST_END, len(self.dates) - 1)):
            row = date, _clock, head, tail = tuple(column.pop() for column in self._columns)
            end = start - len(tail) - (0 if head is None else len(head) + 2)
            start = self.data.rindex(b"\n", 0, self.data.rindex(date, 0, end))
            if head is not None:
                break
        self.following = row
        rest = self.data[start:]
        self.data = self.data[:start]
        return rest

    @property
    def _columns(self):
        return self.dates, self.clocks, self.heads, self.tails


class Blocks:
    """The blocks of a source. After an iteration `cut_off` tells whether the file ends inside a character."""

    def __init__(self, source, layout, padded):
        self._source = source
        self._plain = layout.plain
        self._time_first = layout.time_first
        pattern = layout.pattern(padded) + r"(?:([^:\n]*): )?"
        self._pattern = re.compile(pattern.encode() if layout.plain else pattern)
        self.cut_off = False

    def __iter__(self):
        rest = b"\n"
        line = 1
        for chunk in self._source.chunks():
            data = rest + chunk
            if b"\r" in chunk:
                data = data.replace(b"\r\n", b"\n")
            end = data.rfind(b"\n")
            block = self._block(data[:end], line)
            if len(block.dates) < 2:
                if len(data) > LONGEST_MESSAGE:
                    raise ExportError("message_too_long", line=line, megabytes=len(data) // 1024**2)
                rest = data
                continue
            # The last records may go on in the next chunk.
            rest = block.take_end() + data[end:]
            yield block
            line += block.data.count(b"\n")
        yield self._block(self._whole_characters(rest).rstrip(b"\n") or b"\n", line)

    def _block(self, data, line):
        try:
            return Block(data, self._pattern, self._plain, self._time_first)
        except UnicodeDecodeError as error:
            raise ExportError("wrong_encoding", line=line - 1 + data.count(b"\n", 0, error.start)) from error

    def _whole_characters(self, data):
        """The data without the beginning of a character that the end of the file cut off."""
        for back in range(1, min(4, len(data)) + 1):
            byte = data[-back]
            if byte & 0xC0 == 0x80:
                continue
            length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
            if length > back:
                self.cut_off = True
                return data[:-back]
            break
        return data
