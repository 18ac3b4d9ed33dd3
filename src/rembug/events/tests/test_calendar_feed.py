"""The feed, read back by a parser as a phone reads it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from rembug.events import calendar_feed
from rembug.events.models import CalendarAddress, Event, Series, Visibility

from .conftest import WIB, fresh

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 12, 7, 9, tzinfo=WIB)


def feed(person) -> Calendar:
    return Calendar.from_ical(calendar_feed.of_person(person))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def weekly(ani, plan):
    return Series.begin(
        by=ani, **plan, recurrence="FREQ=WEEKLY;BYDAY=MO;COUNT=5", starts_at=NINE, duration=timedelta(hours=2)
    )


def occurrences(calendar) -> list[tuple[datetime, str]]:
    """Every start that a calendar program draws from rule, exceptions and overrides, with its status."""
    from dateutil.rrule import rrulestr

    found = {}
    for event in calendar.events:
        if "RRULE" in event:
            first = event.start.replace(tzinfo=None)
            rule = ";".join(
                part for part in event["RRULE"].to_ical().decode().split(";") if not part.startswith("UNTIL")
            )
            until = event["RRULE"].get("UNTIL", [None])[0]
            zone = event.start.tzinfo
            out = event.get("EXDATE")
            out = [each.dt for group in (out if isinstance(out, list) else [out] if out else []) for each in group.dts]
            for local in rrulestr(rule, dtstart=first).xafter(first, count=400, inc=True):
                at = local.replace(tzinfo=zone)
                if (until is None or at <= until) and at not in out:
                    found[event["UID"], at] = (at, event["STATUS"])
    for event in calendar.events:
        if "RECURRENCE-ID" in event:
            found[event["UID"], event["RECURRENCE-ID"].dt] = (event.start, event["STATUS"])
        elif "RRULE" not in event:
            found[event["UID"], event.start] = (event.start, event["STATUS"])
    return sorted(found.values())


@pytest.mark.parametrize(
    ("zone", "instant"),
    [("Asia/Jakarta", "02:00"), ("Asia/Makassar", "01:00"), ("Asia/Jayapura", "00:00")],
)
def test_an_event_keeps_its_wall_clock_and_its_instant(ani, plan, zone, instant):
    starts_at = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo(zone))
    Event.schedule(by=ani, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **plan | {"time_zone": zone})
    calendar = feed(ani)
    (event,) = calendar.events
    assert event["DTSTART"].params["TZID"] == zone
    assert event["DTSTART"].to_ical() == b"20261207T090000"
    assert event.start == utc(f"2026-12-07T{instant}:00+00:00")
    (definition,) = calendar.timezones
    assert definition.tz_name == zone
    (offset,) = {part["TZOFFSETTO"].td for part in definition.subcomponents[-1:]}
    assert offset == starts_at.utcoffset()


def test_a_series_is_one_event_with_its_rule(weekly, ani):
    (event,) = feed(ani).events
    assert event["UID"] == f"{weekly.uid}@rembug"
    assert event["RRULE"].to_ical().decode() == "FREQ=WEEKLY;COUNT=5;BYDAY=MO"
    assert event["DTSTART"].to_ical() == b"20261207T090000"
    assert occurrences(feed(ani)) == [(each.starts_at, "CONFIRMED") for each in weekly.events.all()]


def test_moved_and_cancelled_occurrences_stand_beside_the_rule(weekly, ani):
    _first, second, third, *_rest = weekly.events.all()
    second.revise(by=ani, starts_at=second.starts_at + timedelta(hours=4), ends_at=second.ends_at + timedelta(hours=4))
    third.cancel(by=ani, reason="Banjir")
    expected = [(each.starts_at, "CANCELLED" if each.pk == third.pk else "CONFIRMED") for each in weekly.events.all()]
    assert occurrences(feed(ani)) == sorted(expected)


def test_what_the_person_may_not_see_is_taken_out_of_the_rule(weekly, ani, budi):
    second = weekly.events.all()[1]
    second.revise(by=ani, visibility=Visibility.INVITED)
    seen = [each.starts_at for each in weekly.events.exclude(pk=second.pk)]
    assert [at for at, _status in occurrences(feed(budi))] == seen


def test_a_series_that_was_changed_or_ended_shows_what_is_held(weekly, ani, budi):
    events = list(weekly.events.all())
    events[4].reply(budi, "coming", by=budi)
    weekly.change_from(events[2], by=ani, starts_at=events[2].starts_at + timedelta(hours=1))
    Series.objects.get(follows=weekly).end(date(2026, 12, 28), by=ani)
    held = [(each.starts_at, "CONFIRMED") for each in Event.objects.held()]
    cancelled = [(each.starts_at, "CANCELLED") for each in Event.objects.exclude(cancellation=None)]
    assert (len(held), len(cancelled)) == (3, 1)
    assert occurrences(feed(ani)) == sorted(held + cancelled)


def test_an_old_series_begins_with_what_the_feed_still_shows(ani, plan, clock):
    series = Series.begin(
        by=ani, **plan, recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", starts_at=NINE, duration=timedelta(hours=2)
    )
    clock.shift(timedelta(days=300))
    series.plan_ahead()
    shown = series.events.filter(ends_at__gte=NINE - timedelta(minutes=30) + timedelta(days=300 - 183))
    found = [at for at, _status in occurrences(feed(ani))]
    assert found[: len(shown)] == [each.starts_at for each in shown]


def test_names_stay_the_same_and_the_sequence_grows(meeting, ani):
    before = feed(ani).events[0]
    meeting.revise(by=ani, place="Pendapa")
    after = feed(ani).events[0]
    assert (after["UID"], after["SEQUENCE"] - before["SEQUENCE"]) == (before["UID"], 1)
    assert after["LOCATION"] == "Pendapa"


def test_an_event_rings_the_day_and_the_hour_before_but_not_when_cancelled(meeting, ani):
    triggers = [alarm["TRIGGER"].dt for alarm in feed(ani).events[0].walk("VALARM")]
    assert triggers == [timedelta(days=-1), timedelta(hours=-1)]
    meeting.cancel(by=ani, reason="Banjir")
    (event,) = feed(ani).events
    assert (event["STATUS"], event.walk("VALARM")) == ("CANCELLED", [])


def test_tasks_stand_in_the_feed_of_their_owner(meeting, ani, budi):
    task = meeting.assign("Buat laporan", owner=budi, due_on=date(2026, 12, 10), by=ani)
    (todo,) = feed(budi).todos
    assert (str(todo["SUMMARY"]), todo["DUE"].dt, todo["STATUS"]) == (
        "Buat laporan",
        date(2026, 12, 10),
        "NEEDS-ACTION",
    )
    task.complete(by=budi, done_on=date(2026, 12, 7))
    assert feed(budi).todos[0]["STATUS"] == "COMPLETED"
    assert feed(ani).todos == []


def test_the_secret_address_gives_the_feed_until_it_is_renewed_or_withdrawn(client, meeting, budi):
    client.force_login(budi)
    page = client.post(reverse("events:calendar_address"))
    url = page.context["url"].removeprefix("http://127.0.0.1:8000")
    client.logout()
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).events] == ["Rapat rutin (contoh)"]
    newer = f"{reverse('events:calendar')}?key={CalendarAddress.renew(budi)}"
    assert [client.get(each).status_code for each in (url, newer)] == [404, 200]
    CalendarAddress.revoke(budi)
    assert client.get(newer).status_code == 404


def test_the_address_is_not_kept_and_is_shown_once(client, budi):
    client.force_login(budi)
    secret = client.post(reverse("events:calendar_address")).context["url"].partition("key=")[2]
    assert secret not in client.get(reverse("events:calendar_address")).content.decode()
    assert CalendarAddress.objects.get().token_hash != secret


@pytest.mark.parametrize("key", ["", "wrong", "'; --"])
def test_a_wrong_address_gives_nothing(client, meeting, key):
    assert client.get(reverse("events:calendar"), {"key": key}).status_code == 404


def test_who_was_locked_out_no_longer_reads(client, budi):
    token = CalendarAddress.renew(budi)
    budi.is_active = False
    budi.save(update_fields=["is_active"])
    assert client.get(reverse("events:calendar"), {"key": token}).status_code == 404


def test_the_feed_costs_the_same_queries_however_many_events(client, ani, plan, weekly, django_assert_max_num_queries):
    for days in range(30):
        at = NINE + timedelta(days=days, hours=5)
        Event.schedule(by=ani, starts_at=at, ends_at=at + timedelta(hours=1), **plan)
    with django_assert_max_num_queries(5):
        calendar_feed.of_person(fresh(ani))


def test_one_event_as_a_file(client, meeting, budi):
    client.force_login(budi)
    answer = client.get(reverse("events:event_calendar", args=[meeting.pk]))
    assert 'filename="acara-2026-12-07-rapat-rutin-contoh.ics"' in answer["Content-Disposition"]
    (event,) = Calendar.from_ical(answer.content).events
    assert event["UID"] == f"{meeting.uid}@rembug"
