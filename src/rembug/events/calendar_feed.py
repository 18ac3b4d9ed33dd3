"""Events and tasks as iCalendar (RFC 5545), for the calendar of a phone.

A series is one event with its rule; an occurrence that differs stands beside it under
its RECURRENCE-ID. Times carry the zone whose wall clock they keep.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rembug.events import recurrence
from rembug.events.models import Event, Series, Task

LOOK_BACK = timedelta(days=183)
ALARMS = (timedelta(days=-1), timedelta(hours=-1))


def of_person(person) -> bytes:
    """All that the person sees: events of the last half year and to come, and the person's own tasks."""
    since = timezone.now() - LOOK_BACK
    events = list(
        Event.objects.visible_to(person)
        .filter(ends_at__gte=since)
        .select_related("organization", "series", "cancellation")
        .order_by("starts_at", "pk")
    )
    tasks = (
        Task.objects.filter(owner=person, created_at__gte=since)
        .select_related("completion", "organization")
        .order_by("due_on", "pk")
    )
    return _calendar(_("Rembug: my events and tasks"), events, tasks)


def of_event(event: Event) -> bytes:
    """One event alone, to keep or to send on; also of a series it is a single one."""
    calendar = _empty(event.title)
    calendar.add_component(_event(event, uid=event.uid))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _calendar(name: str, events: Iterable[Event], tasks: Iterable[Task]) -> bytes:
    calendar = _empty(name)
    of_series: dict[Series, list[Event]] = defaultdict(list)
    for event in events:
        if event.series is None:
            calendar.add_component(_event(event, uid=event.uid))
        else:
            of_series[event.series].append(event)
    for series, seen in of_series.items():
        for component in _series(series, seen):
            calendar.add_component(component)
    for task in tasks:
        calendar.add_component(_task(task))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _empty(name: str):
    from icalendar import Calendar  # noqa: PLC0415 -- slow import

    calendar = Calendar()
    calendar.add("prodid", "-//Rembug//Rembug//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    return calendar


def _event(event: Event, *, uid):
    from icalendar import Event as Component  # noqa: PLC0415 -- slow import

    component = Component()
    component.add("uid", f"{uid}@rembug")
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.starts_at.astimezone(event.zone))
    component.add("dtend", event.ends_at.astimezone(event.zone))
    component.add("summary", event.title)
    component.add("location", event.place)
    url = settings.SITE_URL + reverse("events:event", args=[event.pk])
    component.add("url", url)
    lines = [event.organization.name, event.description, url]
    if event.is_cancelled:
        component.add("status", "CANCELLED")
        lines.insert(0, _("Cancelled: %(reason)s") % {"reason": event.cancellation.reason})
    else:
        component.add("status", "CONFIRMED")
        _remind(component, event.title, ALARMS)
    component.add("description", "\n".join(line for line in lines if line))
    return component


def _series(series: Series, seen: list[Event]) -> list:
    """The rule, and beside it each occurrence that differs; what the person does not see is taken out of the rule.

    The rule begins with the first occurrence that is shown. What was cancelled when the
    series ended is no longer of the rule and stands alone.
    """
    until = max(series.planned_until or series.starts_at, series.starts_at)
    times = list(recurrence.occurrences(series.effective_rule, series.first, until=until))
    inside = {event.recurrence_at: event for event in seen if event.recurrence_at in times}
    alone = [_event(event, uid=event.uid) for event in seen if event.recurrence_at not in inside]
    if not inside:
        return alone
    first = min(inside)
    master = _event(_typical(series, inside[first]), uid=series.uid)
    master.add("rrule", _rule(recurrence.continued(series.effective_rule, series.first, at=first)))
    for at in times:
        if at > first and at not in inside:
            master.add("exdate", at)
    differing = [event for event in inside.values() if _differs(event, series)]
    return [master, *(_occurrence(event, series) for event in differing), *alone]


def _typical(series: Series, event: Event) -> Event:
    """The event that the rule repeats, as the series describes it, at the time of ``event``."""
    at = event.recurrence_at
    assert at is not None
    typical = Event(
        pk=event.pk,
        **series.plan(),
        starts_at=at,
        ends_at=at + series.duration,
        changed_at=event.changed_at,
        sequence=0 if series.ended_on is None else 1,
    )
    typical.organization = event.organization
    return typical


def _differs(event: Event, series: Series) -> bool:
    same = event.plan() == series.plan() and event.ends_at - event.starts_at == series.duration
    return not same or event.starts_at != event.recurrence_at or event.is_cancelled


def _occurrence(event: Event, series: Series):
    assert event.recurrence_at is not None
    component = _event(event, uid=series.uid)
    component.add("recurrence-id", event.recurrence_at.astimezone(series.zone))
    return component


def _rule(text: str):
    from icalendar import vRecur  # noqa: PLC0415 -- slow import

    return vRecur.from_ical(text)


def _task(task: Task):
    from icalendar import Todo  # noqa: PLC0415 -- slow import

    component = Todo()
    component.add("uid", f"task-{task.pk}@rembug")
    component.add("dtstamp", task.changed_at)
    component.add("last-modified", task.changed_at)
    component.add("summary", task.title)
    component.add("due", task.due_on)
    component.add("description", task.organization.name)
    component.add("url", settings.SITE_URL + reverse("events:task", args=[task.pk]))
    if task.is_done:
        component.add("status", "COMPLETED")
        component.add("percent-complete", 100)
        component.add("completed", task.completion.recorded_at)
    else:
        component.add("status", "NEEDS-ACTION")
        _remind(component, task.title, ALARMS[:1], of_the_end=True)
    return component


def _remind(component, text: str, before: Iterable[timedelta], *, of_the_end: bool = False) -> None:
    from icalendar import Alarm  # noqa: PLC0415 -- slow import

    for each in before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", text)
        alarm.add("trigger", each, parameters={"RELATED": "END"} if of_the_end else {})
        component.add_component(alarm)
