from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rembug.events.models import Event, Reply, Series
from rembug.events.recurrence import Repeat, rule_for
from rembug.journal.models import Deed

from .conftest import NOW, WIB, fresh

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 12, 7, 9, tzinfo=WIB)


@pytest.fixture
def monthly(ani, plan):
    return Series.begin(
        by=ani, **plan, recurrence="FREQ=MONTHLY;BYDAY=1MO", starts_at=NINE, duration=timedelta(hours=2)
    )


@pytest.fixture
def weekly(ani, plan):
    return Series.begin(
        by=ani, **plan, recurrence="FREQ=WEEKLY;BYDAY=MO;COUNT=6", starts_at=NINE, duration=timedelta(hours=2)
    )


def local_dates(series):
    return [event.local_start.date() for event in series.events.order_by("starts_at")]


def test_a_series_plans_its_first_year(monthly):
    planned = local_dates(monthly)
    assert planned[:3] == [date(2026, 12, 7), date(2027, 1, 4), date(2027, 2, 1)]
    assert planned[-1] == date(2027, 12, 6)
    assert len(planned) == 13


def test_never_more_than_sixty_events_ahead(ani, plan):
    daily = Series.begin(by=ani, **plan, recurrence="FREQ=DAILY", starts_at=NINE, duration=timedelta(hours=1))
    assert daily.events.count() == 60


def test_planning_again_brings_only_what_time_has_brought_nearer(monthly, clock):
    assert monthly.plan_ahead() == []
    clock.shift(timedelta(days=60))
    assert [event.local_start.date() for event in monthly.plan_ahead()] == [date(2028, 1, 3)]
    assert monthly.plan_ahead() == []


def test_a_rule_that_does_not_hold_on_the_first_date_is_refused(ani, plan):
    with pytest.raises(ValueError, match="first event"):
        Series.begin(by=ani, **plan, recurrence="FREQ=WEEKLY;BYDAY=TU", starts_at=NINE, duration=timedelta(hours=2))


def test_one_event_moved_keeps_its_place_in_the_series(weekly, ani):
    second = weekly.events.order_by("starts_at")[1]
    later = second.starts_at + timedelta(days=1)
    second.revise(by=ani, starts_at=later, ends_at=later + timedelta(hours=2))
    assert (fresh(second).starts_at, fresh(second).recurrence_at) == (later, later - timedelta(days=1))
    assert fresh(second).sequence == 1
    assert weekly.plan_ahead() == []


def test_ending_removes_what_nobody_touched_and_cancels_the_rest(weekly, ani, budi):
    _first, second, third, *_rest = weekly.events.order_by("starts_at")
    third.reply(budi, Reply.COMING, by=budi)
    weekly.end(second.local_start.date(), by=ani)
    assert local_dates(weekly) == [date(2026, 12, 7), date(2026, 12, 21)]
    assert fresh(third).is_cancelled
    assert not Event.objects.filter(pk=second.pk).exists()
    assert weekly.plan_ahead() == []
    assert weekly.effective_rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261213T165959Z"


def test_a_change_from_a_date_on_takes_the_replies_along(weekly, ani, budi, clock):
    events = list(weekly.events.order_by("starts_at"))
    events[3].reply(budi, Reply.COMING, by=budi)
    clock.shift(timedelta(minutes=1))
    wednesday = events[2].starts_at + timedelta(days=2, hours=4)
    new = weekly.change_from(
        events[2],
        by=ani,
        starts_at=wednesday,
        place="Balai Desa Kalikidang",
        recurrence="FREQ=WEEKLY;BYDAY=WE;COUNT=4",
    )
    assert local_dates(weekly) == [date(2026, 12, 7), date(2026, 12, 14)]
    assert local_dates(new) == [date(2026, 12, 23), date(2026, 12, 30), date(2027, 1, 6), date(2027, 1, 13)]
    moved = fresh(events[3])
    assert (moved.series, moved.place, moved.hours_text) == (new, "Balai Desa Kalikidang", "13.00–15.00 WIB")
    assert [invitation.is_waiting for invitation in moved.invitations.all()] == [True]
    assert new.events.count() == 4
    assert weekly.plan_ahead() == []
    assert new.plan_ahead() == []


def test_a_new_title_from_a_date_on_keeps_rule_and_count(weekly, ani):
    third = weekly.events.order_by("starts_at")[2]
    new = weekly.change_from(third, by=ani, title="Rapat baru (contoh)")
    assert [event.title for event in Event.objects.order_by("starts_at")] == [
        *["Rapat rutin (contoh)"] * 2,
        *["Rapat baru (contoh)"] * 4,
    ]
    assert new.recurrence == "FREQ=WEEKLY;BYDAY=MO;COUNT=4"
    assert fresh(third).moved_at is None


def test_a_cancelled_event_stays_cancelled_in_the_old_series(weekly, ani):
    events = list(weekly.events.order_by("starts_at"))
    events[3].cancel(by=ani, reason="Banjir")
    new = weekly.change_from(events[1], by=ani, title="Rapat baru (contoh)")
    assert fresh(events[3]).series == weekly
    assert fresh(events[3]).cancellation.reason == "Banjir"
    assert len(local_dates(new)) == 5


def test_members_are_invited_two_weeks_before_and_once(ani, budi, plan, clock):
    series = Series.begin(
        by=ani,
        **plan,
        recurrence="FREQ=MONTHLY;BYDAY=1MO",
        starts_at=NINE,
        duration=timedelta(hours=2),
        invites_members=True,
    )
    first, second = series.events.order_by("starts_at")[:2]
    assert [first.invitations.count(), second.invitations.count()] == [2, 0]
    first.uninvite(first.invitations.get(person=budi), by=ani)
    series.plan_ahead()
    assert first.invitations.count() == 1
    clock.shift(timedelta(days=15))
    series.plan_ahead()
    assert second.invitations.count() == 2


def test_every_deed_is_in_the_journal(weekly, ani):
    second = weekly.events.order_by("starts_at")[1]
    new = weekly.change_from(second, by=ani, title="Rapat baru (contoh)")
    new.end(date(2027, 1, 1), by=ani)
    assert list(Deed.objects.order_by("sequence").values_list("verb", flat=True)) == [
        "began",
        "changed from a date on",
        "ended",
    ]


def test_the_rule_in_words(monthly, weekly):
    assert (monthly.rule_text, weekly.rule_text) == ("setiap bulan pada Senin pertama", "setiap minggu pada hari Senin")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    repeat=st.sampled_from(Repeat),
    zone=st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    days=st.integers(0, 40),
    waits=st.lists(st.integers(0, 200), max_size=4),
)
def test_however_often_it_plans_no_event_comes_twice(ani, plan, clock, repeat, zone, days, waits):
    clock.move_to(NOW)
    first = NINE.replace(tzinfo=ZoneInfo(zone)) + timedelta(days=days)
    fields = {**plan, "time_zone": zone}
    series = Series.begin(
        by=ani,
        **fields,
        recurrence=rule_for(repeat, first, zone=ZoneInfo(zone)),
        starts_at=first,
        duration=timedelta(hours=2),
    )
    for wait in waits:
        clock.shift(timedelta(days=wait))
        series.plan_ahead()
        series.plan_ahead()
    starts = [event.local_start for event in series.events.order_by("starts_at")]
    assert starts == sorted(set(starts))
    assert {start.time() for start in starts} == {first.time()}
