"""Forgetting a person: the rooms' erasers, and the one deed that calls them all.

What goes: name, phone, e-mail, password, second factor, sessions, posts (an office of a
village names its holder even without a name), and whatever the rooms registered.

What stays, without pointing to anyone: the row of the person, so that attendance counts,
minutes and the journal keep their links; and the consents with their withdrawals (text
version, channel, time), the association's proof that it processed lawfully.
"""

import logging
from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from rembug.journal.models import record
from rembug.people.models import Consent, ErasureRequest, Person, Purpose

ERASED_NAME = "Anggota terhapus"

logger = logging.getLogger(__name__)
_erasers: list[Callable] = []


def register(eraser: Callable[[Person, Person | None], None]) -> None:
    """A room says how it forgets: ``eraser(person, by)`` runs inside the transaction of the erasure.

    It may raise ValidationError with a reason for people: then nothing at all is erased.
    """
    if eraser not in _erasers:
        _erasers.append(eraser)


def erase(person: Person, *, by: Person | None) -> None:
    """Make the person anonymous, everywhere or nowhere. Erasing twice changes nothing.

    ``by`` is the officer, or None when the product does it because the term has passed.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        request = ErasureRequest.objects.filter(person=person).first()
        if request and request.carried_out_at:
            return
        for eraser in _erasers:
            eraser(person, by)
        for purpose in Purpose.values:
            Consent.withdraw(person, purpose, by=by)
        person.posts.all().delete()
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        _end_sessions(person)
        person.name = ERASED_NAME
        person.phone = person.phone_verified_at = person.email = person.email_verified_at = None
        person.is_active = False
        person.set_unusable_password()
        person.save(
            update_fields=["name", "phone", "phone_verified_at", "email", "email_verified_at", "is_active", "password"]
        )
        if request is None:
            request = ErasureRequest(person=person)
        request.reason = ""
        request.carried_out_at = timezone.now()
        request.carried_out_by = by
        request.save()
        record("erased", person, by=by)


def carry_out_due() -> dict[ErasureRequest, str]:
    """Erase everyone whose 3 x 24 hours have passed; gives the requests that a room refused, and why.

    One refusal, such as of the last who governs an organization, does not hold up the others.
    """
    refused = {}
    for request in ErasureRequest.objects.overdue().select_related("person"):
        try:
            erase(request.person, by=None)
        except ValidationError as error:
            refused[request] = " ".join(error.messages)
    return refused


def erase_due() -> bool:
    """A round of the worker: what ``carry_out_due`` does. It leaves nothing that could be done at once."""
    for request, why in carry_out_due().items():
        logger.warning("The erasure %s waits: %s", request.pk, why)
    return False


def _end_sessions(person: Person) -> None:
    # A session says whose it is only inside its signed data; an erasure is rare enough to read them all.
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
