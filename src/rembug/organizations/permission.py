"""The one permission rule: what a person may do with a thing follows from the role in the organization that owns it."""

from django.utils import timezone

from rembug.organizations.models import AUTHORITY_OF_ROLE, Authority, Membership, Organization, Role, current


def authorities(person) -> dict[int, Authority]:
    """The person's authority in each organization (by its key) today; empty for a visitor.

    One query with its prefetch, kept on the person object: ask as often as you like in a request.
    """
    if not person.is_authenticated:
        return {}
    if not hasattr(person, "_authorities"):
        today = timezone.localdate()
        organization_of = dict(
            Membership.objects.filter(current(today), person=person).values_list("pk", "organization_id")
        )
        held = dict.fromkeys(organization_of.values())
        for membership, kind in Role.objects.filter(current(today), membership__in=organization_of).values_list(
            "membership_id", "kind"
        ):
            organization = organization_of[membership]
            held[organization] = max(held[organization] or Authority.NONE, AUTHORITY_OF_ROLE[kind])
        person._authorities = {
            key: Authority.TAKE_PART if authority is None else authority for key, authority in held.items()
        }
    return person._authorities


def may(person, authority: Authority, thing) -> bool:
    """Whether the person holds at least ``authority`` over a thing: an organization, or what one owns."""
    owner = thing.pk if isinstance(thing, Organization) else thing.organization_id
    return authorities(person).get(owner, Authority.NONE) >= authority


def organizations_where(person, authority: Authority) -> list[int]:
    """Keys of the organizations where the person holds at least ``authority``, for use in a query."""
    return [key for key, held in authorities(person).items() if held >= authority]
