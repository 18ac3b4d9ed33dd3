"""What the room has for today: check in, reply, do, approve."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembug.base.cards import Card, Urgency
from rembug.base.clock import short_date
from rembug.events.models import Event, Minutes, Task
from rembug.organizations.models import Authority, Organization
from rembug.organizations.permission import organizations_where

SOON = timedelta(days=7)
SHOWN = 5


def _takes_part(person):
    """Events that the person may reply to and attend: as a member, or invited. One who only observes is not asked."""
    member = Event.objects.filter(organization__in=organizations_where(person, Authority.TAKE_PART))
    invited = Event.objects.filter(pk__in=person.event_invitations.values("event_id"))
    return Event.objects.visible_to(person).filter(pk__in=(member | invited).values("pk")).held()


def check_in(request: HttpRequest) -> Card | None:
    """An event that goes on now and that the person has not checked in at."""
    here = request.user.attendances.values("event_id")
    event = _takes_part(request.user).open_for_check_in().exclude(pk__in=here).order_by("starts_at").first()
    if event is None or event.ends_at < timezone.now():
        return None
    return Card(
        Urgency.TODAY,
        {
            "title": event.title,
            "icon": "qr",
            "text": f"{event.hours_text} · {event.place}",
            "action": {"label": _("Check in"), "url": reverse("events:event", args=[event.pk])},
            "tone": "due",
        },
    )


def next_event(request: HttpRequest) -> Card | None:
    """The next event that takes replies: asked for a reply while there is none, told the reply after."""
    person = request.user
    event = _takes_part(person).filter(starts_at__gt=timezone.now()).order_by("starts_at", "pk").first()
    if event is None:
        return None
    invitation = event.invitations.filter(person=person).first()
    waits = invitation is None or invitation.is_waiting
    context = {
        "title": _("Next event"),
        "icon": "calendar",
        "rows": [
            {
                "title": event.title,
                "url": reverse("events:event", args=[event.pk]),
                "text": f"{event.when_text} · {event.place}",
                "tag": _("please reply") if waits else invitation.get_reply_display(),
                "tone": "warn" if waits else "good",
            }
        ],
    }
    near = event.starts_at - timezone.now() < SOON
    return Card(Urgency.TODAY if waits and near else Urgency.SOON, context)


def tasks(request: HttpRequest) -> Card | None:
    """The person's tasks that are overdue or due within a week."""
    today = timezone.localdate()
    found = list(Task.objects.due_by(today + SOON).filter(owner=request.user)[:SHOWN])
    if not found:
        return None
    is_late = found[0].due_on < today
    rows = [
        {
            "title": task.title,
            "url": reverse("events:task", args=[task.pk]),
            "text": _("by %(date)s") % {"date": short_date(task.due_on)},
            "tag": _("overdue") if task.due_on < today else "",
            "tone": "bad",
        }
        for task in found
    ]
    context = {
        "title": _("Your tasks"),
        "icon": "list",
        "rows": rows,
        "tone": "overdue" if is_late else "due",
        "action": {"label": _("All my tasks"), "url": reverse("events:tasks")},
    }
    return Card(Urgency.OVERDUE if is_late else Urgency.TODAY if found[0].due_on == today else Urgency.SOON, context)


def approvals(request: HttpRequest) -> Card | None:
    """Minutes that wait for an approval that the person can give."""
    governed = organizations_where(request.user, Authority.GOVERN)
    if not governed:
        return None
    waiting = Minutes.objects.filter(
        event__organization__in=governed, submission__isnull=False, approval=None
    ).select_related("event")
    found = list(waiting.order_by("submission__submitted_at")[:SHOWN])
    if not found:
        return None
    rows = [
        {
            "title": minutes.event.title,
            "url": reverse("events:minutes", args=[minutes.event_id]),
            "text": minutes.event.day_text,
        }
        for minutes in found
    ]
    title = ngettext("Minutes wait for your approval", "Several minutes wait for your approval", len(found))
    return Card(Urgency.TODAY, {"title": title, "icon": "file", "rows": rows})


def of_organization(request: HttpRequest, organization: Organization) -> dict | None:
    """The next events on the page of an organization."""
    found = Event.objects.visible_to(request.user).filter(organization=organization).upcoming()
    events = list(found.select_related("cancellation")[:3])
    return {"events": events} if events else None
