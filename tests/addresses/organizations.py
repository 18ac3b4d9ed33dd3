from datetime import date

from rembug.organizations.models import Invitation, Role
from rembug.people.models import ErasureRequest
from tests.things import GOVERNORS, MEMBERS, OFFICERS, ONLY_POST, Expected, instead

# Those who govern any organization; what they may do there is asked of its things.
GOVERNORS_ANYWHERE = (302, 403, 200, 403, 403, 403, 200)
ONE = (302, 200, 302, 302, 302, 302, 302)  # straight to the only organization


def fokuss(**names):
    """The key of FOKUSS, and further arguments by the attribute of ``things``."""
    return lambda things: (
        {"pk": things.fokuss.pk} | {argument: getattr(things, name).pk for argument, name in names.items()}
    )


ADDRESSES = {
    "organizations:list": Expected(ONE),
    "organizations:new": Expected(GOVERNORS_ANYWHERE, instead(GOVERNORS_ANYWHERE, 422)),
    "organizations:organization": Expected(MEMBERS, fill=fokuss()),
    "organizations:edit": Expected(GOVERNORS, instead(GOVERNORS, 422), fill=fokuss()),
    "organizations:members": Expected(MEMBERS, fill=fokuss()),
    "organizations:member_new": Expected(OFFICERS, instead(OFFICERS, 422), fill=fokuss()),
    "organizations:member": Expected(MEMBERS, fill=fokuss(membership="membership_of_budi")),
    # Budi has an account: his record is in his own hands.
    "organizations:member_correction": Expected(
        (302, 404, 404, 403, 403, 403, 403),
        (302, 404, 404, 403, 403, 403, 403),
        fokuss(membership="membership_of_budi"),
    ),
    "organizations:member_village": Expected(OFFICERS, instead(OFFICERS, 302), fokuss(membership="membership_of_budi")),
    "organizations:member_end": Expected(
        (302, 404, 404, 403, 200, 403, 200),
        (302, 404, 404, 403, 422, 403, 422),
        fokuss(membership="membership_of_budi"),
    ),
    "organizations:sign_in_link": Expected(
        ONLY_POST, (302, 404, 404, 403, 403, 403, 403), fokuss(membership="membership_of_budi")
    ),
    "organizations:role_new": Expected(GOVERNORS, instead(GOVERNORS, 422), fokuss(membership="membership_of_budi")),
    "organizations:roles": Expected(MEMBERS, fill=fokuss()),
    "organizations:role_end": Expected(GOVERNORS, instead(GOVERNORS, 422), fokuss(role="role_of_dewi")),
    "organizations:hand_over": Expected(GOVERNORS, instead(GOVERNORS, 422), fokuss(role="role_of_dewi")),
    "organizations:handed_over": Expected(MEMBERS, fill=fokuss(hand_over="hand_over")),
    "organizations:invitations": Expected(OFFICERS, fill=fokuss()),
    "organizations:invitation_new": Expected(OFFICERS, instead(OFFICERS, 422), fokuss()),
    "organizations:invitation": Expected(OFFICERS, fill=fokuss(invitation="invitation")),
    "organizations:invitation_revocation": Expected(ONLY_POST, instead(OFFICERS, 302), fokuss(invitation="invitation")),
    # The link itself lets the visitor see whom it is for; who is signed in as another is told so.
    "organizations:join": Expected((200,) * 7, (422,) + (200,) * 6, lambda things: {"token": things.invitation.token}),
    "organizations:erasures": Expected(GOVERNORS_ANYWHERE),
    "organizations:erasure": Expected(
        (302, 404, 404, 404, 404, 404, 200),
        (302, 404, 404, 404, 404, 404, 302),
        lambda things: {"pk": things.erasure.pk},
    ),
}


def prepare(things):
    things.membership_of_budi = things.budi.memberships.get()
    things.role_of_dewi = Role.objects.get(membership__person=things.dewi)
    # An office that was Budi's for a time and then Dewi's.
    given = Role.objects.create(membership=things.membership_of_budi, kind="officer", since=date(2023, 1, 1))
    things.hand_over = given.hand_over(
        things.dewi.memberships.get(), on=date(2024, 2, 1), items="Stempel", by=things.ani
    )
    things.invitation = Invitation.invite(things.fokuss, name="Gita (contoh)", phone="+6281200000299", by=things.ani)
    things.erasure = ErasureRequest.ask(things.budi, by=things.budi)
