"""What a committee sends on by WhatsApp or in a notification: short texts about an event, without anybody's name.

The rows are the truth of who is to be told: ``Invitation.objects.waiting()``,
``Task.objects.due_by(date)``, ``Minutes`` with a submission and no approval.
"""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from rembug.base.clock import long_date
from rembug.events.models import Event, Task


def event_url(event: Event) -> str:
    return settings.SITE_URL + reverse("events:event", args=[event.pk])


def invitation(event: Event) -> str:
    """Asks to come and to reply."""
    return _lines(
        _("You are invited: *%(title)s*") % {"title": event.title},
        event.organization.name,
        *_when_and_where(event),
        _("Will you come? Please reply here: %(url)s") % {"url": event_url(event)},
    )


def reminder(event: Event) -> str:
    """Reminds of an event that is near, and of the reply that is missing."""
    return _lines(
        _("A reminder: *%(title)s*") % {"title": event.title},
        *_when_and_where(event),
        _("If you have not replied yet: %(url)s") % {"url": event_url(event)},
    )


def cancellation(event: Event) -> str:
    return _lines(
        _("Cancelled: *%(title)s*") % {"title": event.title},
        event.when_text,
        _("Reason: %(reason)s") % {"reason": event.cancellation.reason},
    )


def minutes_approved(event: Event) -> str:
    url = settings.SITE_URL + reverse("events:minutes", args=[event.pk])
    return _lines(
        _("The minutes of *%(title)s* are approved.") % {"title": event.title},
        event.day_text,
        _("Read them here: %(url)s") % {"url": url},
    )


def task_due(task: Task) -> str:
    return _lines(
        _("A task for you: *%(title)s*") % {"title": task.title},
        _("Due on %(date)s") % {"date": long_date(task.due_on)},
        settings.SITE_URL + reverse("events:task", args=[task.pk]),
    )


def whatsapp_url(text: str) -> str:
    """Opens WhatsApp with the text ready; the person chooses the group."""
    return f"https://wa.me/?text={quote(text, safe='')}"


def _when_and_where(event: Event) -> tuple[str, str]:
    return event.when_text, _("at %(place)s") % {"place": event.place}


def _lines(*lines: str) -> str:
    return "\n".join(lines)
