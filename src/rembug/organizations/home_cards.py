"""What the room has for today: invitations, requests for erasure, the second factor."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembug.base.cards import Card, Urgency
from rembug.base.clock import long_time
from rembug.organizations.models import Authority, Invitation, Membership, current
from rembug.organizations.permission import held_by_role, officer_in, organizations_where
from rembug.people.models import ErasureRequest


def invitations(request: HttpRequest) -> Card | None:
    """Open invitations to the person, shown only to one who proved the address that they were sent to.

    Anyone may have been let into an account by a link; an invitation sent elsewhere is not theirs to take.
    """
    person = request.user
    assert person.is_authenticated  # the home page asks for cards of nobody else
    proved = [
        address
        for address, proof in ((person.phone, person.phone_verified_at), (person.email, person.email_verified_at))
        if address and proof
    ]
    if not proved:
        return None
    found = list(
        Invitation.objects.open()
        .filter(person=person, sent_to__in=proved)
        .exclude(organization__in=organizations_where(person, Authority.SEE))
        .select_related("organization", "invited_by")[:5]
    )
    if not found:
        return None
    rows = [
        {
            "title": invitation.organization.name,
            "url": reverse("organizations:join", args=[invitation.token]),
            "text": _("until %(time)s") % {"time": long_time(invitation.expires_at)},
            "icon": "mail",
        }
        for invitation in found
    ]
    return Card(Urgency.TODAY, {"title": _("You are invited"), "icon": "mail", "rows": rows})


def erasures(request: HttpRequest) -> Card | None:
    """Requests for erasure of members, for those who govern, with the time that is left."""
    governed = organizations_where(request.user, Authority.GOVERN)
    if not governed:
        return None
    memberships = Membership.objects.filter(current(timezone.localdate()), organization__in=governed)
    requests = list(
        ErasureRequest.objects.open().filter(person__in=memberships.values("person")).select_related("person")[:5]
    )
    if not requests:
        return None
    overdue = any(erasure.due_at <= timezone.now() for erasure in requests)
    rows = [
        {
            "title": erasure.person.name,
            "url": reverse("organizations:erasures"),
            "text": _("by %(time)s") % {"time": long_time(erasure.due_at)},
            "person": erasure.person.name,
            "tag": _("overdue") if erasure.due_at <= timezone.now() else "",
            "tone": "bad",
        }
        for erasure in requests
    ]
    title = ngettext("%(count)s member asks for erasure", "%(count)s members ask for erasure", len(requests)) % {
        "count": len(requests)
    }
    return Card(Urgency.OVERDUE if overdue else Urgency.TODAY, {"title": title, "icon": "lock", "rows": rows})


def second_factor(request: HttpRequest) -> Card | None:
    """Asks officers without a second factor to set one up."""
    assert request.user.is_authenticated  # the home page asks for cards of nobody else
    if not officer_in(held_by_role(request.user)) or request.user.has_second_factor:
        return None
    if settings.REQUIRE_SECOND_FACTOR:
        text = _("Until you do, you can take part, but not manage or govern.")
    else:
        text = _("As an officer you see data of all members. A code of an app on your phone keeps them safe.")
    return Card(
        Urgency.TODAY if settings.REQUIRE_SECOND_FACTOR else Urgency.WHENEVER,
        {
            "title": _("Set up a second factor"),
            "icon": "lock",
            "text": text,
            "action": {"label": _("Set it up"), "url": reverse("mfa_activate_totp")},
        },
    )
