"""Changing one's phone number or e-mail address: the new one counts once its owner typed the code sent to it."""

import secrets
import time

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from rembug.people import code_delivery
from rembug.people.models import Person
from rembug.people.sign_in import code_text

SESSION_KEY = "contact_change"
TERM = 600  # seconds
TRIES = 3
LIMITS = {"contact_change": "5/h/user,20/h/ip"}


class ContactChange:
    """A change that waits for its code, kept in the session of the person who asked for it.

    ``kind`` is "phone" or "email". Whether somebody else has the new value is told only after
    the code, to the one who owns it: asking must not tell who is registered.
    """

    def __init__(self, kind: str, value: str, code: str, asked_at: float, tries: int = 0):
        self.kind, self.value, self.code, self.asked_at, self.tries = kind, value, code, asked_at, tries

    @classmethod
    def possible(cls, kind: str) -> bool:
        """Whether a code can be brought to such an address here."""
        return code_delivery.reaches_phones() if kind == "phone" else code_delivery.reaches_mailboxes()

    @classmethod
    def ask(cls, request, kind: str, value: str) -> "ContactChange":
        """Send a code to the new value and wait for it. ValidationError when asked too often."""
        if not ratelimit.consume(request, app="rembug", action="contact_change", config=LIMITS):
            raise get_adapter().validation_error("rate_limited")
        change = cls(kind, value, f"{secrets.randbelow(10**6):06}", time.time())
        if kind == "phone":
            code_delivery.send_to_phone(value, code_text(change.code))
        else:
            code_delivery.send_to_mailbox(value, _("Your code for Rembug"), code_text(change.code))
        change._keep(request)
        return change

    @classmethod
    def waiting(cls, request) -> "ContactChange | None":
        """The change that this session waits for, if its term has not passed."""
        state = request.session.get(SESSION_KEY)
        change = cls(**state) if state else None
        return change if change and time.time() - change.asked_at < TERM else None

    @property
    def shown_code(self) -> str:
        """The code itself in a demo, which sends nothing; else empty."""
        return self.code if settings.DEMO else ""

    def confirm(self, request, code: str, *, person: Person) -> None:
        """Take over the new value if the code is right. ValidationError says what is wrong."""
        self.tries += 1
        if self.tries > TRIES:
            self.forget(request)
            raise ValidationError(_("Too many wrong codes. Ask for a new one."))
        self._keep(request)
        if not secrets.compare_digest("".join(filter(str.isdigit, code)).encode(), self.code.encode()):
            raise get_adapter().validation_error("incorrect_code")
        self.forget(request)
        if Person.objects.filter(**{self.kind: self.value}).exclude(pk=person.pk).exists():
            raise ValidationError(_("Another person is recorded with this. Ask an officer of your association."))
        person.correct(by=person, **{self.kind: self.value, f"{self.kind}_verified_at": timezone.now()})

    def _keep(self, request) -> None:
        request.session[SESSION_KEY] = vars(self)

    def forget(self, request) -> None:
        request.session.pop(SESSION_KEY, None)
