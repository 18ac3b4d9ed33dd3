import uuid

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area, TimeZone
from rembug.journal.models import record
from rembug.people import phone_numbers


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, *, name: str, password: str | None = None, **fields) -> "Person":
        """A person; without ``password`` one who signs in by code or not at all."""
        person = self.model(name=name, **fields)
        person.email = person.email.lower() if person.email else None
        person.phone = person.phone or None
        person.set_password(password)
        person.save(using=self._db)
        return person

    def known_by(self, *, phone: str | None = None, email: str | None = None) -> "Person | None":
        """Who has this phone number (E.164), else who has this e-mail address."""
        found = self.filter(phone=phone).first() if phone else None
        return found or (self.filter(email=email.lower()).first() if email else None)


class Person(AbstractBaseUser):
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("mobile number"), max_length=16, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    # A link alone opened the account; whoever made the link could have followed it. See prove().
    let_in_at = models.DateTimeField(null=True, blank=True)
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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=None) | models.Q(email=Lower("email")), name="email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(phone=None) | models.Q(phone__startswith="+"), name="phone_in_e164"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def has_account(self) -> bool:
        """Whether the account is in the person's own hands: signed in once, proved an address, or set a password.

        Somebody whom an officer only wrote down has none, even with a phone number.
        """
        return bool(self.last_login or self.phone_verified_at or self.email_verified_at or self.has_usable_password())

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for a code of an authenticator app. One query."""
        return Authenticator.objects.filter(user=self, type=Authenticator.Type.TOTP).exists()

    @property
    def written_phone(self) -> str:
        return phone_numbers.written(self.phone)

    @property
    def masked_phone(self) -> str:
        return phone_numbers.masked(self.phone)

    def work_in(self, area: Area) -> None:
        """Times are shown in the zone of the area where the person works from now on."""
        if self.time_zone != area.time_zone:
            self.time_zone = area.time_zone
            self.save(update_fields=["time_zone"])

    def correct(self, *, by: "Person", **values) -> None:
        """Change the name, the e-mail address or the phone number; proofs of possession are the caller's matter.

        A new address is unproved unless ``phone_verified_at`` or ``email_verified_at`` comes with it.
        """
        for address in {"phone", "email"} & values.keys():
            values.setdefault(f"{address}_verified_at", None)
        with transaction.atomic():
            for field, value in values.items():
                setattr(self, field, value)
            self.save(update_fields=list(values))
            record("corrected", self, by=by, fields=sorted(values))

    def prove(self, address: str) -> None:
        """The person typed a code that went to the ``address``: "phone" or "email".

        If a link alone had opened the account, a password set and sessions begun before
        this proof end: whoever made the link could have followed it.
        """
        if getattr(self, f"{address}_verified_at") or not getattr(self, address):
            return
        changed = [f"{address}_verified_at"]
        if self.let_in_at:
            self.let_in_at = None
            self.set_unusable_password()  # sessions hang on it
            changed += ["let_in_at", "password"]
        setattr(self, f"{address}_verified_at", timezone.now())
        self.save(update_fields=changed)

    def let_in(self) -> None:
        """A link alone opens the account now, without proof of an address."""
        self.let_in_at = timezone.now()
        self.save(update_fields=["let_in_at"])

    def choose_password(self, password: str, *, by: "Person") -> None:
        """Set the password; every other session of the person ends."""
        with transaction.atomic():
            self.set_password(password)
            self.save(update_fields=["password"])
            record("password_set", self, by=by)
