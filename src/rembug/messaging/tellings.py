"""The rules by which people are told things: who, about which thing, in which words.

The rows of events, tasks and imports are the truth. Each rule is a query for things
nobody was told of yet, so a worker that dies loses nothing and a second one doubles
nothing: the outbox keeps one row per rule, thing, person and channel.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rembug.events.models import Invitation, Reply, Task
from rembug.messaging.models import Import, OutboxMessage
from rembug.organizations.models import Membership, current
from rembug.people.models import Person

BATCH = 500


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell one person. ``params`` are values for the rule's words, times as ISO strings."""

    thing_id: int
    person: Person
    organization_id: int
    url: str
    params: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """``find`` gives what is to be told at an instant; it leaves out what the outbox has under ``name``."""

    name: str
    subject: Promise
    text: Promise
    find: Callable[[str, datetime], Iterable[Telling]]


def untold(things: QuerySet, rule: str) -> QuerySet:
    """Those of ``things`` that the outbox has no row of under ``rule``."""
    return things.exclude(Exists(OutboxMessage.objects.filter(rule=rule, thing_id=OuterRef("pk"))))[:BATCH]


def _of_invitation(invitation: Invitation) -> Telling:
    event = invitation.event
    return Telling(
        invitation.pk,
        invitation.person,
        event.organization_id,
        f"/events/{event.pk}/",
        {
            "title": event.title,
            "starts_at": event.starts_at.isoformat(),
            "time_zone": event.time_zone,
            "place": event.place,
        },
    )


def _of_task(task: Task) -> Telling:
    return Telling(
        task.pk,
        task.owner,
        task.organization_id,
        f"/events/tasks/{task.pk}/",
        {"title": task.title, "due_on": task.due_on.isoformat()},
    )


def still_here(things: QuerySet, person: str, organization: str) -> QuerySet:
    """Without those whose membership of the organization has ended; invited guests were never members."""
    of_theirs = Membership.objects.filter(person=OuterRef(person), organization=OuterRef(organization))
    return things.filter(Exists(of_theirs.filter(current(timezone.localdate()))) | ~Exists(of_theirs))


def _invitations() -> QuerySet:
    found = Invitation.objects.filter(person__is_active=True).select_related("event", "person").order_by("pk")
    return still_here(found, "person", "event__organization")


def invited(rule: str, now: datetime) -> Iterable[Telling]:
    """Whoever is invited to what has not begun."""
    coming = _invitations().filter(event__starts_at__gt=now, event__cancellation=None)
    return map(_of_invitation, untold(coming, rule))


def begins_tomorrow(rule: str, now: datetime) -> Iterable[Telling]:
    """Whoever did not decline, from a day before until the event begins; not those invited within that day."""
    soon = (
        _invitations()
        .filter(event__starts_at__gt=now, event__starts_at__lte=now + timedelta(days=1), event__cancellation=None)
        .filter(invited_at__lt=F("event__starts_at") - timedelta(days=1))
        .exclude(reply=Reply.NOT_COMING)
    )
    return map(_of_invitation, untold(soon, rule))


def called_off(rule: str, now: datetime) -> Iterable[Telling]:
    cancelled = _invitations().filter(event__ends_at__gt=now, event__cancellation__isnull=False)
    return map(_of_invitation, untold(cancelled, rule))


def _tasks() -> QuerySet:
    found = Task.objects.open().filter(owner__is_active=True).select_related("owner").order_by("pk")
    return still_here(found, "owner", "organization")


def assigned(rule: str, _now: datetime) -> Iterable[Telling]:
    """The owner of a task that somebody else wrote down."""
    return map(_of_task, untold(_tasks().exclude(created_by=F("owner")), rule))


def due_within(days: int, next_step: int) -> Callable[[str, datetime], Iterable[Telling]]:
    """Open tasks due in more than ``next_step`` and at most ``days`` days: a late worker tells once, not thrice."""

    def find(rule: str, now: datetime) -> Iterable[Telling]:
        today = timezone.localdate(now)
        window = (today + timedelta(days=next_step + 1), today + timedelta(days=days))
        # Written down inside the window: being assigned was the reminder.
        due = _tasks().filter(due_on__range=window, created_at__lt=now - timedelta(days=1))
        return map(_of_task, untold(due, rule))

    return find


def overdue_since(week: int) -> Callable[[str, datetime], Iterable[Telling]]:
    """Open tasks in the ``week``-th week after the day they were due, the first being 1."""

    def find(rule: str, now: datetime) -> Iterable[Telling]:
        today = timezone.localdate(now)
        window = (today - timedelta(days=7 * week), today - timedelta(days=7 * week - 6))
        return map(_of_task, untold(_tasks().filter(due_on__range=window), rule))

    return find


def _of_import(one: Import) -> Telling:
    assert one.imported_by  # the query asks for an active importer
    return Telling(
        one.pk,
        one.imported_by,
        one.chat.organization_id,
        f"/messages/imports/{one.pk}/",
        {"chat": one.chat.name, "added": one.added},
    )


def _imports() -> QuerySet:
    return Import.objects.filter(imported_by__is_active=True).select_related("imported_by", "chat").order_by("pk")


def imported(rule: str, _now: datetime) -> Iterable[Telling]:
    return map(_of_import, untold(_imports().filter(finished_at__isnull=False), rule))


def import_failed(rule: str, _now: datetime) -> Iterable[Telling]:
    return map(_of_import, untold(_imports().filter(failed_at__isnull=False), rule))


_EVENT_TEXT = _("%(title)s, %(starts_at)s, at %(place)s.")
_TASK_TEXT = _("%(title)s. Due on %(due_on)s.")

RULES = {
    rule.name: rule
    for rule in [
        Rule("event_invitation", _("You are invited: %(title)s"), _EVENT_TEXT, invited),
        Rule("event_tomorrow", _("Soon: %(title)s"), _EVENT_TEXT, begins_tomorrow),
        Rule("event_cancelled", _("Cancelled: %(title)s"), _EVENT_TEXT, called_off),
        Rule("task_assigned", _("A task for you: %(title)s"), _TASK_TEXT, assigned),
        Rule("task_due_7", _("Due within a week: %(title)s"), _TASK_TEXT, due_within(7, 3)),
        Rule("task_due_3", _("Due within three days: %(title)s"), _TASK_TEXT, due_within(3, 1)),
        Rule("task_due_1", _("Due by tomorrow: %(title)s"), _TASK_TEXT, due_within(1, -1)),
        *(
            Rule(f"task_overdue_{week}", _("Overdue: %(title)s"), _TASK_TEXT, overdue_since(week))
            for week in range(1, 9)
        ),
        Rule(
            "import_finished",
            _("Imported: %(chat)s"),
            _("The history of %(chat)s can be searched. New messages: %(added)s."),
            imported,
        ),
        Rule(
            "import_failed",
            _("Not imported: %(chat)s"),
            _("The file for %(chat)s could not be imported. Nothing that was there before has changed."),
            import_failed,
        ),
    ]
}
