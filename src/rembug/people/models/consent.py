from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rembug.journal.models import record
from rembug.people.models.person import Person


class Purpose(models.TextChoices):
    """What the product asks consent for."""

    MEMBERSHIP = "membership", _("Membership data")
    GROUP_HISTORY = "group_history", _("Group history and search")
    PHOTOS = "photos", _("Photos")
    PHONE = "phone", _("Phone number for fellow members")


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def current(self, purpose: str) -> "ConsentText":
        """The wording in use: the highest version."""
        return self.filter(purpose=purpose).order_by("-version")[0]


class ConsentText(models.Model):
    """The words that a person agreed to. Versions are never changed: a new wording is a new version."""

    purpose = models.SlugField(_("purpose"), max_length=50)
    version = models.PositiveIntegerField(_("version"))
    title_ind = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_ind = models.TextField()
    text_en = models.TextField()
    published_at = models.DateTimeField(default=timezone.now)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_text_per_version")]

    def __str__(self):
        return f"{self.purpose} {self.version}"

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_ind

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_ind


class Channel(models.TextChoices):
    PAGE = "page", _("on this page")
    PAPER = "paper", _("on paper")
    SPOKEN = "spoken", _("spoken")
    WHATSAPP = "whatsapp", _("by WhatsApp")


class ConsentQuerySet(models.QuerySet):
    def in_force(self) -> "ConsentQuerySet":
        return self.filter(withdrawal=None)

    def to(self, purpose: str) -> "ConsentQuerySet":
        return self.filter(text__purpose=purpose)


class Consent(models.Model):
    """A person agreed to a text. Agreeing again after a withdrawal is a new row; none is ever changed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]

    def __str__(self):
        return f"{self.person_id} {self.text}"

    @classmethod
    def give(cls, person: Person, text: ConsentText, *, channel: str = Channel.PAGE, by: Person) -> "Consent":
        """The person agrees to ``text``. Agreeing to the same text twice keeps the first consent."""
        with transaction.atomic():
            # One at a time for a person, so that two taps do not make two consents.
            Person.objects.select_for_update().get(pk=person.pk)
            if consent := person.consents.in_force().filter(text=text).first():
                return consent
            consent = cls.objects.create(person=person, text=text, channel=channel, recorded_by=by)
            record("consented", consent, by=by, purpose=text.purpose, version=text.version, channel=channel)
        return consent

    @classmethod
    def withdraw(cls, person: Person, purpose: str, *, channel: str = Channel.PAGE, by: Person | None) -> int:
        """End every consent of the person to ``purpose``; gives how many there were.

        Those who process on its ground ask ``person.consents.in_force().to(purpose)`` and so stop at once.
        """
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            ended = [
                Withdrawal.objects.create(consent=consent, channel=channel)
                for consent in person.consents.in_force().to(purpose)
            ]
            for withdrawal in ended:
                record("consent_withdrawn", withdrawal.consent, by=by, purpose=purpose, channel=channel)
        return len(ended)


class Withdrawal(models.Model):
    """The end of a consent. Processing that rests on it stops within 3 x 24 hours (Law 27/2022)."""

    consent = models.OneToOneField(Consent, models.CASCADE, related_name="withdrawal")
    withdrawn_at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.PAGE)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return f"{self.consent_id}"
