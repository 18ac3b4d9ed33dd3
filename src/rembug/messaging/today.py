"""Cards of the home page: what was told, and what an officer still has to pass on."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembug.base.cards import Card, Urgency
from rembug.messaging.models import OutboxMessage
from rembug.messaging.outbox import words

SHOWN = 3


def notifications(request: HttpRequest) -> Card | None:
    """The newest that was not read yet."""
    unread = list(OutboxMessage.objects.visible_to(request.user).unread()[: SHOWN + 1])
    if not unread:
        return None
    rows = []
    for message in unread[:SHOWN]:
        subject, text = words(message)
        rows.append({"title": subject, "url": message.url, "text": text})
    return Card(
        Urgency.SOON,
        {
            "title": _("New for you"),
            "icon": "bell",
            "rows": rows,
            "action": {"label": _("All notifications"), "url": reverse("messaging:notifications"), "kind": "quiet"},
        },
    )


def to_pass_on(request: HttpRequest) -> Card | None:
    """For officers: messages to members who have no e-mail address."""
    count = OutboxMessage.objects.to_pass_on(request.user).count()
    if not count:
        return None
    return Card(
        Urgency.SOON,
        {
            "title": _("To pass on by WhatsApp"),
            "icon": "share",
            "text": ngettext(
                "%(count)d message waits for members whom no e-mail reaches.",
                "%(count)d messages wait for members whom no e-mail reaches.",
                count,
            )
            % {"count": count},
            "action": {"label": _("Pass on"), "url": reverse("messaging:pass_on")},
        },
    )
