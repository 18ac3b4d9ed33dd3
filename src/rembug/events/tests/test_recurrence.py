from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembug.events.recurrence import Repeat, continued, ended, occurrences, pair, parts, repeat_of, rule_for, until_of

ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
WIB, WITA, WIT = ZONES
starts = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
zones = st.sampled_from(ZONES)
repeats = st.sampled_from(Repeat)


def dates(rule, first, years=1):
    return [each.date() for each in occurrences(rule, first, until=first + timedelta(days=366 * years))]


def test_the_first_monday_of_each_month():
    first = datetime(2026, 12, 7, 9, tzinfo=WIB)
    rule = rule_for(Repeat.MONTHLY_WEEKDAY, first, zone=WIB, count=3)
    assert rule == "FREQ=MONTHLY;BYDAY=1MO;COUNT=3"
    assert dates(rule, first) == [date(2026, 12, 7), date(2027, 1, 4), date(2027, 2, 1)]


def test_a_fifth_weekday_means_the_last_one():
    first = datetime(2026, 11, 30, 9, tzinfo=WIB)
    assert dates(rule_for(Repeat.MONTHLY_WEEKDAY, first, zone=WIB, count=3), first) == [
        date(2026, 11, 30),
        date(2026, 12, 28),
        date(2027, 1, 25),
    ]


@pytest.mark.parametrize(("day", "february"), [(31, 28), (30, 28), (29, 28), (28, 28)])
def test_a_shorter_month_is_not_skipped(day, february):
    first = datetime(2027, 1, day, 9, tzinfo=WIB)
    assert dates(rule_for(Repeat.MONTHLY_DAY, first, zone=WIB, count=3), first) == [
        date(2027, 1, day),
        date(2027, 2, february),
        date(2027, 3, day),
    ]


def test_a_leap_day_is_kept_on_the_last_of_february():
    first = datetime(2028, 2, 29, 9, tzinfo=WIB)
    assert dates(rule_for(Repeat.YEARLY, first, zone=WIB, count=2), first, years=2) == [
        date(2028, 2, 29),
        date(2029, 2, 28),
    ]


def test_the_last_date_is_included_on_the_wall_clock_of_the_place():
    first = datetime(2026, 12, 7, 23, 30, tzinfo=WIT)
    rule = rule_for(Repeat.WEEKLY, first, zone=WIT, until=date(2026, 12, 14))
    assert rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T145959Z"
    assert dates(rule, first) == [date(2026, 12, 7), date(2026, 12, 14)]
    assert until_of(rule, WIT) == date(2026, 12, 14)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every monday",
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_other_rules_are_refused(rule):
    with pytest.raises(ValueError):  # noqa: PT011 -- dateutil words it in several ways
        parts(rule)


def test_a_rule_that_never_holds_gives_nothing_soon():
    first = datetime(2026, 12, 7, 9, tzinfo=WIB)
    assert dates("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", first) == []


@given(repeats, starts, zones)
def test_the_first_date_is_the_first_occurrence_and_the_choice_is_known_again(repeat, start, zone):
    first = start.replace(tzinfo=zone)
    rule = rule_for(repeat, first, zone=zone)
    assert next(occurrences(rule, first, until=first)) == first
    assert repeat_of(rule) == repeat


@given(repeats, starts, zones, st.integers(1, 3))
def test_the_wall_clock_stays_and_no_time_comes_twice(repeat, start, zone, years):
    first = start.replace(tzinfo=zone)
    found = list(occurrences(rule_for(repeat, first, zone=zone), first, until=first + timedelta(days=366 * years)))
    assert {each.time() for each in found} == {start.time()}
    assert {each.tzinfo for each in found} == {zone}
    assert found == sorted(set(found))
    least = {Repeat.WEEKLY: 52, Repeat.FORTNIGHTLY: 26, Repeat.YEARLY: 1}.get(repeat, 12)
    assert len(found) >= least * years


@given(repeats, starts, zones, st.integers(2, 20), st.data())
def test_a_series_that_goes_on_elsewhere_has_as_many_events_as_before(repeat, start, zone, count, data):
    first = start.replace(tzinfo=zone)
    rule = rule_for(repeat, first, zone=zone, count=count)
    far = first + timedelta(days=366 * 25)
    whole = list(occurrences(rule, first, until=far))
    cut = whole[data.draw(st.integers(1, count - 1))]
    before = list(occurrences(ended(rule, before=cut), first, until=far))
    # A fifth weekday or a 31st stays what it was: the rule goes on, it is not made anew from the later date.
    after = list(occurrences(continued(rule, first, at=cut), cut, until=far))
    assert before == whole[: whole.index(cut)]
    assert before + after == whole


@given(st.lists(starts, unique=True, max_size=12), st.lists(starts, unique=True, max_size=12))
def test_each_old_time_goes_to_one_new_time(old, new):
    pairs = pair(old, new)
    assert set(pairs) <= set(new)
    assert set(pairs.values()) <= set(old)
    assert len(set(pairs.values())) == len(pairs)


def test_a_meeting_that_moves_from_monday_to_wednesday_keeps_its_week():
    mondays = [datetime(2026, 12, 7, 9) + timedelta(weeks=week) for week in range(5)]
    wednesdays = [monday + timedelta(days=2, hours=4) for monday in mondays]
    assert pair(mondays, wednesdays) == dict(zip(wednesdays, mondays, strict=True))
