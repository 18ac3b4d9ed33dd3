"""Days and times of an export's headers, and the order of day and month in a file."""

import re
import unicodedata
from datetime import datetime, timedelta

_MONTH_NAMES = (
    # Indonesian, English, then whatever other phones of a group may speak.
    "jan januari january enero ene janvier janv januar janeiro gennaio gen",
    "feb februari february febrero fevrier fevr februar fevereiro fev febbraio pebruari peb",
    "mar maret march marzo mars marz mrz marco maart mrt mac",
    "apr april abril abr avril aprile avr",
    "mei may mayo mai maio maggio mag",
    "jun juni june junio juin junho giugno giu",
    "jul juli july julio juillet juil julho luglio lug julai",
    "agu agt ags agustus agst august aug agosto ago aout ogos ogo",
    "sep sept september septembre septiembre setembro settembre set",
    "okt oktober oct october octubre octobre outubro out ottobre ott",
    "nov november noviembre novembre novembro nopember nop",
    "des desember dec december diciembre dic decembre dez dezember dezembro dicembre dis disember",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

# Half of the day by spelling, compared without dots, spaces and case.
_BEFORE_NOON = {"am", "ص", "上午", "오전", "πμ", "öö", "pg", "sa", "पूर्वाह्न", "fm", "vm"}
_AFTER_NOON = {"pm", "م", "下午", "오후", "μμ", "ös", "ptg", "ch", "अपराह्न", "em", "nm"}
LATIN_HALVES = "[AaPp]\\.?(?: |\u00a0|\u202f)?[Mm]\\.?"
HALVES = LATIN_HALVES + "|[صم]|上午|下午|오전|오후|[πμ]\\.?μ\\.?|Ö[ÖS]|PTG|PG|SA|CH|पूर्वाह्न|अपराह्न"

_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+\.?")

# WhatsApp began in 2009, so two digits from here on are years of the Buddhist era.
_FIRST_BUDDHIST_SHORT_YEAR = 52


class BadValue(ValueError):
    """A date or time that does not exist."""

    def __init__(self, code, value):
        self.code = code
        self.value = value


def month_number(word):
    """The number of a month's name in a known language, or None."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return _MONTHS.get(plain.rstrip("."))


def fields(date):
    """The three numbers of a date as written; a named month gives `(day, month, year)` and True."""
    numbers = [int(number) for number in _NUMBERS.findall(date)]
    if len(numbers) == 3:
        return tuple(numbers), False
    for word in _WORDS.findall(date):
        month = month_number(word)
        if month and len(numbers) == 2:
            # "2026 Agu 20" is written by nobody seen so far, but costs nothing.
            day, year = numbers if numbers[0] <= 31 else (numbers[1], numbers[0])
            return (day, month, year), True
    raise BadValue("impossible_date", date)


def _as_text(written):
    return written.decode() if isinstance(written, bytes) else written


def full_year(year):
    if year < 100:
        return 2000 + year if year < _FIRST_BUDDHIST_SHORT_YEAR else 2500 + year - 543
    return year - 543 if year > 2400 else year


class Days(dict):
    """Date as written, text or bytes -> midnight of that day, each parsed once. Raises BadValue."""

    def __init__(self, order):
        self.order = order

    def __missing__(self, written):
        date = _as_text(written)
        (a, b, c), named = fields(date)
        if named or self.order == "dmy":
            day, month, year = a, b, c
        elif self.order == "mdy":
            month, day, year = a, b, c
        else:
            year, month, day = a, b, c
        year = full_year(year)
        try:
            midnight = datetime(year, month, day)
        except ValueError:
            raise BadValue("impossible_date", date) from None
        if not 2000 <= year < 2100:
            raise BadValue("impossible_date", date)
        self[written] = midnight
        return midnight


class Times(dict):
    """Time as written, text or bytes -> time since midnight, each parsed once. Raises BadValue."""

    def __missing__(self, written):
        time = _as_text(written)
        numbers = [int(number) for number in _NUMBERS.findall(time)]
        hour, minute, second = (*numbers, 0)[:3]
        half = "".join(letter for letter in time.lower() if letter.isalpha() or "ऀ" <= letter <= "ॿ")
        if half in _AFTER_NOON or half in _BEFORE_NOON:
            if not 0 <= hour <= 12:
                raise BadValue("impossible_time", time)
            hour = hour % 12 + (12 if half in _AFTER_NOON else 0)
        if hour > 23 or minute > 59 or second > 59:
            raise BadValue("impossible_time", time)
        offset = self[written] = timedelta(hours=hour, minutes=minute, seconds=second)
        return offset


def decide_order(counts, runs, *, language, time_dot):
    """`(order, reason)` for a whole file.

    `counts` says how often each date occurs, `runs` lists the dates as they
    follow each other without repeats. Reasons, the strongest first:
    "month_name", "year_first", "day_above_12", "separator", "time_order",
    "language", "clock" and, when nothing tells, "assumed".
    """
    first_above = second_above = year_first = named_dates = 0
    separators = set()
    for date, count in counts.items():
        try:
            (a, b, _c), named = fields(date)
        except BadValue:
            continue
        if named:
            named_dates += count
        elif a > 31:
            year_first += count
        else:
            # Beyond 31 neither reading exists; such a date says nothing.
            first_above += count * (12 < a <= 31 and b <= 12)
            second_above += count * (12 < b <= 31 and a <= 12)
            separators.update(set(date) & set("./-"))
    if named_dates:
        return "dmy", "month_name"
    if year_first > first_above + second_above:
        return "ymd", "year_first"
    if first_above != second_above:
        return ("dmy" if first_above > second_above else "mdy"), "day_above_12"
    if separators == {"."}:
        return "dmy", "separator"
    steps = {order: _steps_back(runs, order) for order in ("dmy", "mdy")}
    if steps["dmy"] != steps["mdy"]:
        return min(steps, key=steps.get), "time_order"
    if language == "id":
        return "dmy", "language"
    if time_dot:
        return "dmy", "clock"
    return "dmy", "assumed"


def _steps_back(runs, order):
    days = Days(order)
    back = 0
    latest = None
    for date in runs:
        try:
            day = days[date]
        except BadValue:
            back += 1
            continue
        if latest is not None and day < latest:
            back += 1
        latest = day
    return back
