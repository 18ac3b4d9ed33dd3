"""The event that an address names: not visible is not there; visible but not yours to change is forbidden."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from rembug.events import rules
from rembug.events.models import Event

WITH_IT = (
    "organization",
    "area",
    "series",
    "cancellation",
    "minutes__taken_by",
    "minutes__approval__approved_by",
    "minutes__submission",
    "chaired_by",
    "minutes_by",
)


def visible_event(request, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).select_related(*WITH_IT), pk=pk)


def managed_event(request, pk: int) -> Event:
    return _allowed(rules.may_manage, request, visible_event(request, pk))


def written_event(request, pk: int) -> Event:
    """One whose minutes the person may write."""
    return _allowed(rules.may_write_minutes, request, visible_event(request, pk))


def attended_event(request, pk: int) -> Event:
    """One that the person may reply to and check in at."""
    return _allowed(rules.may_take_part, request, visible_event(request, pk))


def _allowed(rule, request, event: Event) -> Event:
    if not rule(request.user, event):
        raise PermissionDenied
    return event


def tabs(event: Event, current: str) -> list[dict]:
    """The sides of an event."""
    sides = [
        ("event", _("Overview")),
        ("invitations", _("Invitations")),
        ("attendance", _("Attendance")),
        ("minutes", _("Minutes")),
        ("files", _("Photos and files")),
    ]
    return [
        {"label": label, "url": reverse(f"events:{name}", args=[event.pk]), "current": name == current}
        for name, label in sides
    ]
