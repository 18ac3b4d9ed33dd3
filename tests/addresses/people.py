from datetime import date

from rembug.people.models import Post
from tests.things import ONLY_POST, SIGNED_IN, Expected, instead

FORM = instead(SIGNED_IN, 422)
DONE = instead(SIGNED_IN, 302)
# Only the one whose thing it is, here the member.
OWN = (302, 404, 404, 404, 200, 404, 404)
# Who has not just proved to be the one is sent to do so; who is not at that step, back to its beginning.
ELSEWHERE = (302,) * 7

ADDRESSES = {
    "account_login": Expected((200,) + (302,) * 6, (422,) + (302,) * 6),
    "account_request_login_code": Expected(ELSEWHERE, (405,) * 7),
    "account_confirm_login_code": Expected(ELSEWHERE, ELSEWHERE),
    "account_logout": Expected(SIGNED_IN, ELSEWHERE),
    "account_inactive": Expected((200,) * 7, (405,) * 7),
    "account_reauthenticate": Expected((302, 403, 200, 403, 200, 403, 200), (302, 403, 422, 403, 422, 403, 422)),
    "mfa_index": Expected(SIGNED_IN),
    "mfa_authenticate": Expected(ELSEWHERE, ELSEWHERE),
    "mfa_reauthenticate": Expected((302, 403, 302, 403, 302, 403, 302), (302, 403, 302, 403, 302, 403, 302)),
    # Without a password and a second factor there is nothing more to prove.
    "mfa_activate_totp": Expected((302, 200, 302, 200, 302, 200, 302), (302, 422, 302, 422, 302, 422, 302)),
    "mfa_deactivate_totp": Expected((302,) + (404,) * 6, (302,) + (404,) * 6),
    "mfa_view_recovery_codes": Expected((302,) + (404,) * 6),
    "mfa_generate_recovery_codes": Expected((302, 200, 302, 200, 302, 200, 302), (302, 200, 302, 200, 302, 200, 302)),
    "mfa_download_recovery_codes": Expected((302,) + (404,) * 6, (302,) + (404,) * 6),
    "people:me": Expected(SIGNED_IN),
    "people:name": Expected(SIGNED_IN, FORM),
    "people:password": Expected(SIGNED_IN, FORM),
    "people:export": Expected(SIGNED_IN),
    "people:erasure": Expected(SIGNED_IN, FORM),
    "people:erasure_cancellation": Expected(ONLY_POST, DONE),
    # No gateway reaches phones here, so there is no form.
    "people:phone": Expected(SIGNED_IN, SIGNED_IN),
    "people:phone_removal": Expected((302, 302, 200, 302, 200, 302, 200), DONE),
    "people:email": Expected(SIGNED_IN, FORM),
    "people:email_removal": Expected((302, 302, 200, 302, 200, 302, 200), DONE),
    "people:contact_code": Expected(ELSEWHERE, ELSEWHERE),
    "people:post_new": Expected(SIGNED_IN, FORM),
    "people:post_end": Expected(OWN, instead(OWN, 422), fill=lambda things: {"pk": things.post.pk}),
    "people:consent": Expected(SIGNED_IN, DONE, fill=lambda things: {"purpose": "photos"}),
}


def prepare(things):
    things.post = Post.objects.create(
        person=things.budi, kind="village_secretary", area_id="33.02.19.2006", since=date(2020, 1, 1)
    )
