"""Recurrence rules of RFC 5545, on the wall clock of a place.

Pure: no Django, no database, no "now". A meeting at 09.00 in Jayapura stays at 09.00 in
Jayapura whatever the server's zone is, so rules run over local times without a zone and
the zone is put on last.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COMMON = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
# Fewer than RFC 5545 allows: dateutil searches a rule that never holds to the year 9999, which by days takes long.
PARTS = {
    "DAILY": COMMON,
    "WEEKLY": COMMON | {"BYDAY"},
    "MONTHLY": COMMON | {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": COMMON | {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
}


class Repeat(StrEnum):
    """The plain choices of the form; each is derived from the date of the first event."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_DAY = "monthly_day"
    YEARLY = "yearly"


def rule_for(
    repeat: Repeat, first: date, *, zone: ZoneInfo, until: date | None = None, count: int | None = None
) -> str:
    """The rule whose first occurrence is on ``first``.

    A fifth weekday of the month means the last one; a 29th, 30th or 31st means the last
    day of a shorter month, which a plain BYMONTHDAY would skip. ``until`` is a local
    date, included; with ``count`` the series has so many events. Not both.
    """
    if until and count:
        raise ValueError("UNTIL and COUNT exclude each other")
    return ";".join([*_pattern(repeat, first), *_end(zone, until, count)])


def _pattern(repeat: Repeat, first: date) -> list[str]:
    match repeat:
        case Repeat.WEEKLY:
            return ["FREQ=WEEKLY", f"BYDAY={WEEKDAYS[first.weekday()]}"]
        case Repeat.FORTNIGHTLY:
            return ["FREQ=WEEKLY", "INTERVAL=2", f"BYDAY={WEEKDAYS[first.weekday()]}"]
        case Repeat.MONTHLY_WEEKDAY:
            ordinal = (first.day - 1) // 7 + 1
            return ["FREQ=MONTHLY", f"BYDAY={-1 if ordinal == 5 else ordinal}{WEEKDAYS[first.weekday()]}"]
        case Repeat.MONTHLY_DAY if first.day == 31:
            return ["FREQ=MONTHLY", "BYMONTHDAY=-1"]
        case Repeat.MONTHLY_DAY if first.day > 28:
            return ["FREQ=MONTHLY", f"BYMONTHDAY={','.join(map(str, range(28, first.day + 1)))}", "BYSETPOS=-1"]
        case Repeat.MONTHLY_DAY:
            return ["FREQ=MONTHLY", f"BYMONTHDAY={first.day}"]
        case Repeat.YEARLY if (first.month, first.day) == (2, 29):
            return ["FREQ=YEARLY", "BYMONTH=2", "BYMONTHDAY=-1"]
        case Repeat.YEARLY:
            return ["FREQ=YEARLY", f"BYMONTH={first.month}", f"BYMONTHDAY={first.day}"]


def _end(zone: ZoneInfo, until: date | None, count: int | None) -> list[str]:
    if until:
        last = datetime.combine(until, time(23, 59, 59), zone).astimezone(UTC)
        return [f"UNTIL={last:%Y%m%dT%H%M%SZ}"]
    return [f"COUNT={count}"] if count else []


def parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name.

    ValueError if it is not one that Rembug plans by: no hours or minutes, no BYYEARDAY, days only
    by what they repeat in, and never both an end and a count.
    """
    try:
        found = dict(part.split("=", 1) for part in rule.upper().split(";"))
    except ValueError:
        raise ValueError(f"not a recurrence rule: {rule}") from None
    if found.keys() - PARTS.get(found.get("FREQ", ""), set()) or {"UNTIL", "COUNT"} <= found.keys():
        raise ValueError(f"not a recurrence rule that can be planned: {rule}")
    _parsed(found, datetime(2026, 1, 1), ZoneInfo("UTC"))
    return found


def repeat_of(rule: str) -> Repeat | None:
    """Which plain choice the rule came from; None for a rule that came from elsewhere."""
    found = parts(rule)
    match found["FREQ"], found.get("INTERVAL", "1"):
        case "WEEKLY", "1":
            return Repeat.WEEKLY
        case "WEEKLY", "2":
            return Repeat.FORTNIGHTLY
        case "MONTHLY", "1" if "BYMONTHDAY" in found:
            return Repeat.MONTHLY_DAY
        case "MONTHLY", "1":
            return Repeat.MONTHLY_WEEKDAY
        case "YEARLY", "1":
            return Repeat.YEARLY
    return None


def until_of(rule: str, zone: ZoneInfo) -> date | None:
    """The local date on which the rule ends, included."""
    until = parts(rule).get("UNTIL")
    return _local_until(until, zone).date() if until else None


def occurrences(rule: str, first: datetime, *, until: datetime) -> Iterator[datetime]:
    """The instants of the rule from ``first`` on, up to and including ``until``.

    ``first`` carries the zone whose wall clock the rule keeps; so do the results.
    """
    zone = first.tzinfo
    found = parts(rule)
    end = until.astimezone(zone).replace(tzinfo=None)
    if "UNTIL" in found:
        end = min(end, _local_until(found.pop("UNTIL"), zone))
    count = found.pop("COUNT", None)
    found["UNTIL"] = f"{end:%Y%m%dT%H%M%S}"
    for local in islice(_parsed(found, first.replace(tzinfo=None), zone), int(count) if count else None):
        yield local.replace(tzinfo=zone)


def continued(rule: str, first: datetime, *, at: datetime) -> str:
    """The same rule for a series that goes on from its occurrence ``at``: a COUNT loses those that went before."""
    found = parts(rule)
    if "COUNT" in found:
        gone = sum(1 for each in occurrences(rule, first, until=at) if each < at)
        found["COUNT"] = str(max(1, int(found["COUNT"]) - gone))
    return ";".join(f"{name}={value}" for name, value in found.items())


def ended(rule: str, *, before: datetime) -> str:
    """The same rule, ending one second before the instant ``before``."""
    found = parts(rule)
    found.pop("COUNT", None)
    found["UNTIL"] = f"{(before - timedelta(seconds=1)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{name}={value}" for name, value in found.items())


def pair(old: Iterable[datetime], new: Iterable[datetime]) -> dict[datetime, datetime]:
    """Which planned time becomes which, when a series changes: new -> old, each used once.

    A new time takes the nearest old one, not farther than half the smallest step of the
    new times (a week at most where there is but one), so that replies follow the meeting
    they were given for.
    """
    left, times = sorted(old), sorted(new)
    steps = [later - earlier for earlier, later in pairwise(times)]
    reach = min(steps, default=timedelta(days=14)) / 2
    candidates = sorted((abs(each - before), each, before) for each in times for before in left)
    taken: set[datetime] = set()
    pairs: dict[datetime, datetime] = {}
    for distance, each, before in candidates:
        if distance <= reach and each not in pairs and before not in taken:
            pairs[each] = before
            taken.add(before)
    return pairs


def _local_until(text: str, zone) -> datetime:
    if text.endswith("Z"):
        instant = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return instant.astimezone(zone).replace(tzinfo=None)
    if "T" in text:
        return datetime.strptime(text, "%Y%m%dT%H%M%S")
    return datetime.combine(datetime.strptime(text, "%Y%m%d").date(), time(23, 59, 59))


def _parsed(found: dict[str, str], start: datetime, zone) -> rrule:
    # dateutil refuses a UTC end beside a start without a zone, which is how RFC 5545 wants it written.
    local = dict(found)
    if "UNTIL" in local:
        local["UNTIL"] = f"{_local_until(local['UNTIL'], zone):%Y%m%dT%H%M%S}"
    return rrulestr(";".join(f"{name}={value}" for name, value in local.items()), dtstart=start)
