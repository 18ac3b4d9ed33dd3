"""Bringing one-time codes to people: to the phone through a gateway, else to the e-mail address.

A demo sends nothing: its pages show the code. Codes and addresses are never logged.
"""

import json
import logging
from collections.abc import Callable
from concurrent import futures
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds

# In a thread of its own: a page that answered later for a known number than for an unknown
# one would tell who is registered.
_sender = futures.ThreadPoolExecutor(max_workers=2, thread_name_prefix="codes")
_under_way: set[futures.Future] = set()


def reaches_phones() -> bool:
    """Whether a code can be brought to a phone here."""
    return bool(settings.DEMO or settings.CODE_GATEWAY_URL)


def reaches_mailboxes() -> bool:
    """Whether a code can be brought to an e-mail address here; a console is no mailbox, except a developer's."""
    return bool(settings.DEMO or settings.DEBUG or "console" not in settings.EMAIL_BACKEND)


def reaches(person) -> bool:
    """Whether the person can sign in with a code."""
    return bool((person.phone and reaches_phones()) or (person.email and reaches_mailboxes()))


def send_to_phone(phone: str, text: str) -> None:
    """Hand a text to the gateway, which brings it to ``phone`` (E.164). Returns before it is sent."""
    if settings.CODE_GATEWAY_URL and not settings.DEMO:
        _later(_post_to_gateway, phone, text)


def send_to_mailbox(email: str, subject: str, text: str) -> None:
    """Send a text to an e-mail address. Returns before it is sent."""
    if reaches_mailboxes() and not settings.DEMO:
        _later(send_mail, subject, text, settings.DEFAULT_FROM_EMAIL, [email])


def _post_to_gateway(phone: str, text: str) -> None:
    request = Request(  # noqa: S310 -- the operator's own address; the settings allow http and https only
        settings.CODE_GATEWAY_URL,
        data=json.dumps({"to": phone, "text": text}).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    if settings.CODE_GATEWAY_TOKEN:
        request.add_header("Authorization", f"Bearer {settings.CODE_GATEWAY_TOKEN}")
    with urlopen(request, timeout=TIMEOUT):  # noqa: S310
        pass


def _later(deliver: Callable, *arguments) -> None:
    delivery = _sender.submit(_deliver, deliver, *arguments)
    _under_way.add(delivery)
    delivery.add_done_callback(_under_way.discard)


def _deliver(deliver: Callable, *arguments) -> None:
    try:
        deliver(*arguments)
    except Exception as error:
        # Only the kind of the error: its text may hold the address.
        logger.warning("A one-time code could not be delivered: %s", type(error).__name__)


def wait() -> None:
    """Until everything handed over so far is sent or given up."""
    futures.wait(set(_under_way))
