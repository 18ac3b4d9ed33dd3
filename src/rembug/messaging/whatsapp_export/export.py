"""Reading an export: a survey of the whole file decides, a second pass yields records."""

import re
from collections import Counter

from . import header, wording
from .attribution import Attribution
from .blocks import LONGEST_MESSAGE
from .dates import decide_order, fields
from .errors import ExportError
from .reading import Reading
from .record import Notice, Summary
from .senders import Census, label
from .source import Source

_SAMPLE_LINES = 1000
_FIRST_HEADER_WITHIN = 200
_SURE_DATES = 200
_LANGUAGE_SAMPLE = 100_000


def read(path_or_file, limits=None):
    """Open an export (.txt or .zip, a path or a binary file that can seek). Raises ExportError."""
    return Export(path_or_file, limits)


class Export:
    """One export. Iterating yields its records in the order of the file, from the start each time.

    `summary`, `errors` and `notices` are complete after an iteration. `errors`
    keeps the first 1,000 rows; `summary.errors` counts all of them.
    """

    def __init__(self, path_or_file, limits=None):
        self._source = Source(path_or_file, limits)
        try:
            self._survey()
        except BaseException:
            self.close()
            raise
        self.summary = Summary()
        self.errors = []
        self.notices = list(self._decisions)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self._source.close()

    @property
    def platform(self):
        """ "android" or "ios"."""
        return self.layout.platform

    @property
    def precision(self):
        """ "minute" or "second"."""
        return self.layout.precision

    @property
    def media(self):
        """Names of the files beside the chat in the zip, each with its ZipInfo."""
        return self._source.media

    def open_media(self, name):
        return self._source.open_media(name)

    @property
    def share_read(self):
        """How much of the file the present iteration has read, from 0 to 1; a block ahead of the records."""
        return self._source.share_read

    @property
    def chat_name(self):
        """The chat's name by the file's name or, from an iPhone, by its system lines; or None."""
        return self._source.chat_name or self._group

    @property
    def is_cut(self):
        """Whether the file lacks the lines that open a chat. Known after an iteration."""
        return any(notice.code.startswith("beginning_cut") for notice in self.notices)

    # The survey

    def _survey(self):
        sample = self._source.sample()
        self.layout = _layout_of(sample)
        text = sample.decode("utf-8", "ignore")
        self.language = _language_of(text[:_LANGUAGE_SAMPLE])
        self._all_careful = self.layout.bracket and "\u200e" not in text
        census = Census()
        dates, runs = self._take_census(census)
        self.date_order, self.date_order_reason = decide_order(
            dates, runs, language=self.language, time_dot=self.layout.dot == "."
        )
        senders, group, colon_names = census.decide(ios=self.layout.bracket)
        if not senders and not colon_names and self.language is None:
            raise ExportError("not_an_export", lines=_FIRST_HEADER_WITHIN)
        self._group = group and label(group)
        self._attribution = Attribution(senders=senders, group=group, colon_names=colon_names, ios=self.layout.bracket)
        self._decisions = [
            Notice("colon_in_name", {"name": label(name)})
            for names in colon_names.values()
            for name in names
            if name != group
        ]
        if self.date_order_reason == "assumed":
            self._decisions.append(Notice("ambiguous_date_order", {}))

    def _take_census(self, census):
        """Count dates until their order is sure, and what stands before ": " to the end."""
        plain = self.layout.plain
        dates, runs = Counter(), []
        sure = False
        lines = heads = None
        for block in self._line_blocks(plain):
            if lines is None:
                loose = _compile(self.layout.pattern(), plain)
                self._padded = header.padded_fields({self._date_time(match) for match in loose.finditer(block)})
                strict = self.layout.pattern(self._padded)
                dated = _compile(strict, plain)
                lines = _compile(_without_groups(strict) + r"([^\n]*)", plain)
                heads = _compile(_without_groups(strict) + r"([^:\n]*:?)", plain)
            if not sure:
                for match in dated.finditer(block):
                    date, _time = self._date_time(match)
                    dates[date] += 1
                    if not runs or runs[-1] != date:
                        runs.append(date)
                _order, reason = decide_order(dates, runs, language=None, time_dot=False)
                sure = dates.total() >= _SURE_DATES and _is_clear(dates, reason)
            if census.wants(heads.findall(block)):
                census.take(lines.findall(block))
        return dates, runs

    def _date_time(self, match):
        first, second = (_text(group) for group in match.groups())
        return (second, first) if self.layout.time_first else (first, second)

    def _line_blocks(self, binary):
        """The file in pieces of whole lines, each beginning with a newline."""
        rest = b"\n"
        line = 1
        for piece in self._source.chunks():
            block = rest + piece
            cut = block.rfind(b"\n")
            rest = block[cut:]
            if len(rest) > LONGEST_MESSAGE:
                raise ExportError("message_too_long", line=line, megabytes=len(rest) // 1024**2)
            line += block.count(b"\n", 0, cut)
            if cut > 0:
                yield block[:cut] if binary else block[:cut].decode("utf-8", "replace")
        yield rest if binary else rest.decode("utf-8", "replace")

    # The records

    def __iter__(self):
        self.summary = Summary()
        self.errors = []
        self.notices = list(self._decisions)
        return Reading(self, self._attribution).records()


def _layout_of(sample):
    """The layout by the first lines. Raises ExportError when this is no export."""
    text = sample.decode("utf-8", "replace")
    lines = text.split("\n")[:_SAMPLE_LINES]
    found = header.detect(lines)
    if found is None or found[1] >= _FIRST_HEADER_WITHIN:
        if text.count("\ufffd") * 20 > len(text):
            raise ExportError("not_text")
        raise ExportError("not_an_export", lines=min(len(lines), _FIRST_HEADER_WITHIN))
    return found[0]


def _language_of(text):
    """ "id" or "en" by WhatsApp's own words in the text, None when it has none of either."""
    indonesian = len(wording.INDONESIAN.findall(text))
    english = len(wording.ENGLISH.findall(text))
    if indonesian == english:
        return None
    return "id" if indonesian > english else "en"


def _is_clear(dates, reason):
    """Whether so many dates agree that the rest of the file need not be asked."""
    if reason in ("month_name", "year_first"):
        return True
    if reason != "day_above_12":
        return False
    above = [0, 0]
    for date, count in dates.items():
        (a, b, _c), _named = fields(date)
        above[0] += count * (a > 12)
        above[1] += count * (b > 12)
    return max(above) >= 50 and max(above) >= 20 * min(above)


def _compile(pattern, binary):
    return re.compile(pattern.encode() if binary else pattern)


def _without_groups(pattern):
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _text(value):
    return value.decode() if isinstance(value, bytes) else value
