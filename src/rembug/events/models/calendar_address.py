import hashlib
import secrets

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.journal.models import record
from rembug.people.models import Person


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarAddress(models.Model):
    """The secret address under which a calendar program reads one person's events and tasks.

    Whoever knows the address reads them without signing in, so only its hash is kept:
    it is shown once, and a new one makes the old one worthless.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_address")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return f"{self.person_id}"

    @classmethod
    def renew(cls, person: Person) -> str:
        """Make the person's address anew and give its secret, this once."""
        token = secrets.token_urlsafe(32)
        with transaction.atomic():
            address, _new = cls.objects.update_or_create(
                person=person, defaults={"token_hash": fingerprint(token), "made_at": timezone.now()}
            )
            record("made a calendar address", address, by=person)
        return token

    @classmethod
    def revoke(cls, person: Person) -> None:
        """Let no calendar program read any more."""
        with transaction.atomic():
            for address in cls.objects.filter(person=person):
                record("revoked a calendar address", address, by=person)
                address.delete()

    @classmethod
    def reader(cls, token: str) -> Person | None:
        """Whose address it is; None for one that is unknown, revoked or of somebody who may not sign in."""
        address = cls.objects.select_related("person").filter(token_hash=fingerprint(token)).first()
        return address.person if address and address.person.is_active else None
