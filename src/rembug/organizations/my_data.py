"""What the room holds on a person, and how it forgets."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from rembug.organizations.models import HandOver, Invitation
from rembug.people.models import Person


def memberships(person: Person) -> list[dict]:
    return [
        {
            "organization": membership.organization.name,
            "area_code": membership.area_id,
            "since": membership.since,
            "until": membership.until,
            "roles": [{"role": role.kind, "since": role.since, "until": role.until} for role in membership.roles.all()],
        }
        for membership in person.memberships.select_related("organization").prefetch_related("roles")
    ]


def invitations(person: Person) -> list[dict]:
    return [
        {
            "organization": invitation.organization.name,
            "sent_to": invitation.sent_to,
            "made_at": invitation.created_at,
            "accepted_at": invitation.accepted_at,
            "revoked_at": invitation.revoked_at,
        }
        for invitation in person.invitations.select_related("organization")
    ]


def hand_overs(person: Person) -> list[dict]:
    """The offices that the person handed over, with the list that was written down."""
    return [
        {"role": hand_over.given.kind, "on": hand_over.handed_over_on, "items": hand_over.items}
        for hand_over in HandOver.objects.filter(given__membership__person=person).select_related("given")
    ]


def forget(person: Person, by: Person | None) -> None:
    """End the memberships without their village, and take names off invitations.

    Refuses while the person is the last who governs an organization: it would be left without anyone.
    """
    for membership in person.memberships.filter(until=None).select_related("organization"):
        try:
            membership.end(max(timezone.localdate(), membership.since), by=by)
        except ValidationError as error:
            raise ValidationError(
                _("%(organization)s has nobody else who governs it. Hand over the office first.")
                % {"organization": membership.organization.name}
            ) from error
    # In a village with one secretary the village would still name the person.
    person.memberships.update(area=None)
    Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
    person.invitations.update(name="", sent_to="", area=None)
