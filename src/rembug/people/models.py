"""People, with or without an account; the posts they hold; what they consented to.

A person exists as soon as somebody writes the name on an attendance list. The account
comes later, when the person proves a phone number or an e-mail address, or follows an
invitation.
"""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area, TimeZone


class PersonManager(BaseUserManager):
    def create_user(self, *, name: str, password: str | None = None, **fields) -> "Person":
        """A person; without ``password`` one who signs in by code or not at all."""
        person = self.model(name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("mobile number"), max_length=16, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone, default=TimeZone.WIB)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(
        _("invented"), default=False, help_text=_("A made-up person of the demo or of a test.")
    )
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "key"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @property
    def has_account(self) -> bool:
        """Whether the person can sign in: has a verified phone, an e-mail address or a password."""
        return bool(self.phone_verified_at or self.email or self.has_usable_password())


class PostKind(models.TextChoices):
    VILLAGE_SECRETARY = "village_secretary", _("Village secretary")
    VILLAGE_HEAD = "village_head", _("Village head")
    VILLAGE_OFFICIAL = "village_official", _("Village official")
    VILLAGE_FACILITATOR = "village_facilitator", _("Village facilitator")
    DISTRICT_OFFICER = "district_officer", _("District officer")
    EXTENSION_WORKER = "extension_worker", _("Social extension worker")
    OTHER = "other", _("Other")


class PostQuerySet(models.QuerySet):
    def held_on(self, date) -> "PostQuerySet":
        """Posts held on a date; the day of leaving is no longer held."""
        return self.filter(Q(until=None) | Q(until__gt=date), since__lte=date)


class Post(models.Model):
    """An office that a person holds somewhere for some time: "village secretary of Klahang since 2019"."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    kind = models.CharField(_("post"), max_length=30, choices=PostKind)
    title = models.CharField(_("title"), max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="posts", verbose_name=_("area"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_in_order"),
            models.UniqueConstraint(
                fields=["person", "kind", "area"], condition=Q(until=None), name="one_current_post_of_a_kind"
            ),
        ]

    def __str__(self):
        return f"{self.title or self.get_kind_display()} {self.area}"


class ConsentText(models.Model):
    """The words that a person agreed to. Versions are never changed: a new wording is a new version."""

    purpose = models.SlugField(_("purpose"), max_length=50)
    version = models.PositiveIntegerField(_("version"))
    title_ind = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_ind = models.TextField()
    text_en = models.TextField()
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_text_per_version")]

    def __str__(self):
        return f"{self.purpose} {self.version}"


class Channel(models.TextChoices):
    PAGE = "page", _("on this page")
    PAPER = "paper", _("on paper")
    SPOKEN = "spoken", _("spoken")
    WHATSAPP = "whatsapp", _("by WhatsApp")


class Consent(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="one_consent_per_text")]

    def __str__(self):
        return f"{self.person_id} {self.text}"


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


class ErasureRequest(models.Model):
    """A person asks to be forgotten. Carrying it out makes the person anonymous; the deed stays in the journal."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="erasure_request")
    requested_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"), blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")

    def __str__(self):
        return f"{self.person_id}"
