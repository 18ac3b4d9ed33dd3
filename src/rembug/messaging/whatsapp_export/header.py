"""The header of a message, "date time - ". Every phone writes another; a file holds one kind."""

import re
from collections import Counter
from dataclasses import dataclass

from .dates import HALVES, LATIN_HALVES, BadValue, fields

_MARK = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
_SPACE = "(?: |\u00a0|\u202f|\u2009)"
_WORD = r"[^\W\d_]+\.?"
_NAMED = (
    rf"(?:{_WORD},?\s)?\d{{1,2}}(?:\.|\sde)?[\s-]{_WORD}(?:\sde)?[\s-]\d{{2,4}}"
    rf"|(?:{_WORD},?\s)?{_WORD}\s\d{{1,2}},\s\d{{4}}"
)
_DATE = (
    rf"(?P<date>(?P<a>\d{{1,4}}){_MARK}*(?P<mark>[./-]|\.\s)(?P<b>{_MARK}*\d{{1,2}}){_MARK}*(?P=mark)"
    rf"{_MARK}*(?P<c>\d{{1,4}})\.?(?P<era>\sBE)?|(?P<named>{_NAMED}))"
)
_TIME = (
    rf"(?P<time>(?P<before>(?:{HALVES})\s?)?(?P<hour>\d{{1,2}})(?P<dot>[:.])\d{{2}}"
    rf"(?P<seconds>(?P=dot)\d{{2}})?(?P<after>\s?(?:{HALVES}))?)"
)
_MIDDLE = rf"(?P<middle>(?:[,،]{_MARK}*|,?\s(?:klo|kl\.?|pukul|at|um|à|às|alle|a las|o|в))?\s|[,،])"
_OPEN = rf"(?P<lead>{_MARK}*)(?P<bracket>\[?){_MARK}*"
_CLOSE = rf"{_MARK}*(?P<close>\]|\s(?P<dash>[-–])\s)"
_DATE_FIRST = re.compile(f"{_OPEN}{_DATE}{_MIDDLE}{_MARK}*{_TIME}{_CLOSE}")
_TIME_FIRST = re.compile(f"{_OPEN}{_TIME}{_MIDDLE}{_MARK}*{_DATE}{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the headers of one file are written.

    `plain`: with ASCII digits and no marks inside, so that the file can be
    searched as bytes.
    """

    bracket: bool
    time_first: bool
    named: bool
    year_first: bool
    mark: str
    long_year: bool
    era: bool
    middle: str
    dot: str
    seconds: bool
    half: str
    dash: str
    plain: bool

    @property
    def platform(self):
        return "ios" if self.bracket else "android"

    @property
    def precision(self):
        return "second" if self.seconds else "minute"

    def pattern(self, padded=frozenset()):
        """The strict pattern of these headers with two groups, date and time as they stand.

        It begins with a newline, which lets the engine leap from line to line.
        `padded` holds those of "first", "second" and "hour" that this file
        always writes with two digits.
        """
        hour = self._digits("hour" in padded)
        time = rf"{hour}{re.escape(self.dot)}{self._digit}{{2}}"
        if self.seconds:
            time += rf"{re.escape(self.dot)}{self._digit}{{2}}"
        halves = LATIN_HALVES if self.plain else HALVES
        if self.half == "before":
            time = rf"(?:{halves}){_SPACE}?{time}"
        elif self.half == "after":
            time = rf"{time}{_SPACE}?(?:{halves})"
        first, second = (time, self._date(padded)) if self.time_first else (self._date(padded), time)
        middle = self._marks.join(_SPACE if mark.isspace() else re.escape(mark) for mark in self.middle)
        marks = self._marks
        # In bytes a mark is three bytes, so that each needs its own group.
        lead = "(?:\u200e)?(?:\u200f)?" if self.bracket and self.plain else marks
        opening = rf"{lead}\[" if self.bracket else lead
        closing = r"\] ?(?:- )?" if self.bracket else f"{_SPACE}{self.dash} "
        return f"\n{opening}{marks}({first}){middle}{marks}({second}){marks}{closing}"

    @property
    def _digit(self):
        return "[0-9]" if self.plain else r"\d"

    @property
    def _marks(self):
        return "" if self.plain else f"{_MARK}*"

    def _digits(self, padded):
        return self._digit + ("{2}" if padded else "{1,2}")

    def _date(self, padded):
        if self.named:
            return _NAMED
        year = self._digit + ("{4}" if self.long_year else "{2}")
        a, b = self._digits("first" in padded), self._digits("second" in padded)
        parts = (year, a, b) if self.year_first else (a, b, year)
        mark = re.escape(self.mark.strip()) + (r"\s" if self.mark.strip() != self.mark else "")
        date = f"{self._marks}{mark}{self._marks}".join(parts)
        if self.mark == ". ":
            date += r"\.?"
        return date + (r"(?: BE)?" if self.era else "")


def detect(lines):
    """`(layout, index)` of the headers most lines begin with and the first line that does, or None.

    Lines whose month is no known month's name, or whose date is no date in any
    order, are not headers.
    """
    seen = Counter()
    first_index = {}
    for index, line in enumerate(lines):
        layout = _layout(line)
        if layout is not None:
            seen[layout] += 1
            first_index.setdefault(layout, index)
    if not seen:
        return None
    layout = max(seen, key=lambda each: (seen[each], -first_index[each]))
    return layout, first_index[layout]


def _layout(line):
    match = _DATE_FIRST.match(line) or _TIME_FIRST.match(line)
    if match is None or bool(match["bracket"]) != (match["close"] == "]"):
        return None
    try:
        _numbers, named = fields(match["date"])
    except BadValue:
        return None
    head = match[0]
    inside = head[len(match["lead"]) :] if match["bracket"] else head
    years = (len(match["a"]), len(match["c"])) if not named else (0, 0)
    if not named and max(years) not in (2, 4):
        return None
    return Layout(
        bracket=bool(match["bracket"]),
        time_first=match.re is _TIME_FIRST,
        named=named,
        year_first=years[0] == 4,
        mark=match["mark"] or "",
        long_year=max(years) == 4,
        era=bool(match["era"]),
        middle=re.sub(_MARK, "", re.sub("[\u00a0\u202f]", " ", match["middle"])),
        dot=match["dot"],
        seconds=bool(match["seconds"]),
        half="before" if match["before"] else "after" if match["after"] else "",
        dash=match["dash"] or "",
        plain=not named
        and bool(re.fullmatch(rf"\s?(?:{LATIN_HALVES})?\s?", match["before"] or match["after"] or ""))
        and not re.search(_MARK, inside)
        and all(not digit.isdigit() or digit.isascii() for digit in inside)
        and (inside.replace("\u00a0", "").replace("\u202f", "").replace("–", "").isascii()),
    )


def padded_fields(headers):
    """Which of "first", "second" and "hour" a file writes with two digits, from its own headers.

    `headers` yields `(date, time)`. A field is padded when leading zeros occur
    and outnumber lone digits: then a line with a lone digit is no header.
    """
    zeros, lone = Counter(), Counter()
    for date, time in headers:
        numbers = re.findall(r"\d+", date)
        if len(numbers) == 3:
            a, b = numbers[1:] if len(numbers[0]) == 4 else numbers[:2]
            named = (("first", a), ("second", b), ("hour", re.search(r"\d+", time)[0]))
        else:
            named = (("hour", re.search(r"\d+", time)[0]),)
        for name, number in named:
            if len(number) == 1:
                lone[name] += 1
            elif number[0] in "0٠۰":
                zeros[name] += 1
    return frozenset(name for name, count in zeros.items() if count > lone[name])
