"""The one permission rule: what a person may do with a thing follows from the role in the organization that owns it.

A worked example. Ani chairs FOKUSS, Dewi is its treasurer, Budi a member, Eko an observer;
Citra chairs another association. A meeting of FOKUSS exists.

============================  =====  =====  =====  =====  =====  =======
what                          Ani    Dewi   Budi   Eko    Citra  visitor
============================  =====  =====  =====  =====  =====  =======
see the meeting (SEE)         yes    yes    yes    yes    404    404
reply, attend (TAKE_PART)     yes    yes    yes    no     404    404
change it (MANAGE)            yes    yes    no     no     404    404
end a membership (GOVERN)     yes    no     no     no     404    404
============================  =====  =====  =====  =====  =====  =======

Whoever holds several roles may what the strongest allows. A role or membership counts from
its first day to the day before its last. Where the operator demands a second factor
(``REMBUG_REQUIRE_SECOND_FACTOR=1``), Ani and Dewi without one may what Budi may.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rembug.organizations.models import AUTHORITY_OF_ROLE, Authority, Membership, Organization, RoleKind, current
from rembug.people import code_delivery


def authorities(person) -> dict[int, Authority]:
    """The person's authority in each organization (by its key) today; empty for a visitor.

    One query (one more for officers where a second factor is demanded), kept on the
    person object: ask as often as you like in a request.
    """
    if not person.is_authenticated or not person.is_active:
        return {}
    if not hasattr(person, "_authorities"):
        held = held_by_role(person)
        if settings.REQUIRE_SECOND_FACTOR and officer_in(held) and not person.has_second_factor:
            held = {key: min(authority, Authority.TAKE_PART) for key, authority in held.items()}
        person._authorities = held
    return person._authorities


def held_by_role(person) -> dict[int, Authority]:
    """The authority that the person's roles give today, whatever the second factor. One query."""
    today = timezone.localdate()
    rows = (
        Membership.objects.filter(current(today), person=person)
        .order_by()
        .values_list("organization_id", "roles__kind", "roles__since", "roles__until")
    )
    held: dict[int, Authority] = {}
    plain: set[int] = set()
    for organization, kind, since, until in rows:
        plain.add(organization)
        if kind and since <= today and (until is None or until > today):
            held[organization] = max(held.get(organization, Authority.NONE), AUTHORITY_OF_ROLE[RoleKind(kind)])
    return {organization: held.get(organization, Authority.TAKE_PART) for organization in plain}


def officer_in(held: dict[int, Authority]) -> bool:
    """Whether any of these authorities is that of an officer."""
    return any(authority >= Authority.MANAGE for authority in held.values())


def forget(person) -> None:
    """Ask the database again: for a person object that outlives a change of its roles."""
    person.__dict__.pop("_authorities", None)


def may(person, authority: Authority, thing) -> bool:
    """Whether the person holds at least ``authority`` over a thing: an organization, or what one owns."""
    owner = thing.pk if isinstance(thing, Organization) else thing.organization_id
    return authorities(person).get(owner, Authority.NONE) >= authority


def organizations_where(person, authority: Authority) -> list[int]:
    """Keys of the organizations where the person holds at least ``authority``, for use in a query."""
    return [key for key, held in authorities(person).items() if held >= authority]


def vouches_for(officer, person) -> bool:
    """Whether the officer may act in the place of a person who has no means to do so.

    In every organization of the person the officer manages, with no less authority than
    the person: Dewi, treasurer of FOKUSS, vouches for Budi, but not for Ani who chairs it,
    and no longer for Budi once he joins an association where she is nobody.
    """
    held = held_by_role(person)
    return bool(held) and all(
        authorities(officer).get(organization, Authority.NONE) >= max(authority, Authority.MANAGE)
        for organization, authority in held.items()
    )


def may_let_in(officer, person) -> bool:
    """Whether the officer may make a one-time link to sign in for a person: one whom no code can reach."""
    return person.is_active and not code_delivery.reaches(person) and vouches_for(officer, person)


def may_correct(officer, person) -> bool:
    """Whether the officer may correct the person's name and addresses: as long as nobody has the account in hands."""
    return person.is_active and not person.has_account and vouches_for(officer, person)


def require(person, authority: Authority, thing) -> None:
    """PermissionDenied (403) unless the person, who sees the thing, also holds ``authority`` over it."""
    if not may(person, authority, thing):
        raise PermissionDenied
