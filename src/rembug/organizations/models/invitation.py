import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.journal.models import record
from rembug.organizations.models.membership import Membership
from rembug.organizations.models.organization import Organization
from rembug.organizations.models.role import Authority, RoleKind
from rembug.people import code_delivery
from rembug.people.models import Channel, Consent, ConsentText, Person

TERM = timedelta(days=14)

_signer = signing.Signer(salt="rembug.invitation", sep="~")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> "Invitation | None":
        """The invitation whose link holds ``token``; None where nobody made such a link."""
        try:
            return self.filter(key=uuid.UUID(_signer.unsign(token))).first()
        except (signing.BadSignature, ValueError):
            return None


class Invitation(models.Model):
    """A link that makes its holder a member, and signs in whom nobody else vouches for. It works once.

    For somebody who is a member already it is a one-time link to sign in. Only its key is
    in the database; the link also needs the product's secret key.

    **The link alone opens an account only where that cannot take one over**: see ``opens_the_account``.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=RoleKind, blank=True)
    # As the inviter wrote them; who already has this number may go by another name, which is not the inviter's to see.
    name = models.CharField(_("name"), max_length=120)
    sent_to = models.CharField(_("mobile number or e-mail address"), max_length=254, blank=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organization", "-created_at"])]

    def __str__(self):
        return f"{self.organization} {self.created_at:%Y-%m-%d}"

    @classmethod
    def invite(
        cls,
        organization: Organization,
        *,
        name: str,
        phone: str | None = None,
        email: str | None = None,
        area: Area | None = None,
        role: str = "",
        by: Person | None,
    ) -> "Invitation":
        """Invite who has this phone number or e-mail address, known to Rembug or not.

        ``by`` is None for the operator's command. Whoever is unknown is written down by name.
        """
        with transaction.atomic():
            person = Person.objects.known_by(phone=phone, email=email)
            if person is None:
                person = Person.objects.create_user(name=name, phone=phone, email=email)
            elif organization.memberships.on(timezone.localdate()).filter(person=person).exists():
                raise ValidationError(gettext("This person is a member already."))
            return cls._make(organization, person, name, phone or email or "", area, role, by, "invited")

    @classmethod
    def let_in(cls, membership: Membership, *, by: Person) -> "Invitation":
        """A one-time link to sign in, for a member whom no code can reach. Who may make one: ``permission.may_let_in``.

        An earlier open link of the same member no longer works.
        """
        person = membership.person
        with transaction.atomic():
            membership.organization.invitations.open().filter(person=person).update(revoked_at=timezone.now())
            return cls._make(
                membership.organization, person, person.name, person.phone or "", membership.area, "", by, "let_in"
            )

    @classmethod
    def _make(cls, organization, person, name, sent_to, area, role, by, verb) -> "Invitation":
        invitation = cls.objects.create(
            organization=organization,
            person=person,
            name=name,
            sent_to=sent_to,
            area=area,
            role=role,
            invited_by=by,
            expires_at=timezone.now() + TERM,
        )
        record(verb, invitation, by=by)
        return invitation

    @property
    def token(self) -> str:
        return _signer.sign(self.key.hex)

    @property
    def link(self) -> str:
        """The whole address to hand to the invited."""
        return settings.SITE_URL.rstrip("/") + reverse("organizations:join", args=[self.token])

    @property
    def phone(self) -> str | None:
        """The number that the inviter wrote, if it was one."""
        return self.sent_to if self.sent_to.startswith("+") else None

    @property
    def state(self) -> str:
        """``accepted``, ``revoked``, ``expired`` or ``open``."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    @property
    def opens_the_account(self) -> bool:
        """Whether the link alone signs its holder in; else the holder must first sign in as the invited person.

        The officer who makes a link could also follow it. So it signs in only somebody
        over whom that officer has the say anyway: whose account is in nobody's hands yet
        or whom no code can reach, and for whose every organization the officer vouches
        (``permission.vouches_for``).
        """
        from rembug.organizations.permission import held_by_role, may, vouches_for  # noqa: PLC0415 -- the rule stands above

        person, inviter = self.person, self.invited_by
        if not person.is_active or (person.has_account and code_delivery.reaches(person)):
            return False
        if held_by_role(person):
            return inviter is not None and vouches_for(inviter, person)
        return not person.has_account and (inviter is None or may(inviter, Authority.MANAGE, self.organization))

    def accept(self, text: ConsentText, *, by: Person) -> Membership:
        """Become a member, having agreed to ``text``. Works once, also when two phones try at the same moment.

        ``by`` is the invited person, whom the caller has made sure of.
        """
        if by.pk != self.person_id:
            raise ValidationError(gettext("This invitation is for somebody else."))
        with transaction.atomic():
            now = timezone.now()
            if not Invitation.objects.open().filter(pk=self.pk).update(accepted_at=now):
                raise ValidationError(gettext("This link has been used, withdrawn or has expired."))
            self.accepted_at = now
            Consent.give(by, text, channel=Channel.PAGE, by=by)
            membership = Membership.join(self.organization, by, area=self.area, role=self.role, by=by)
            record("accepted", self, by=by)
        return membership

    def revoke(self, *, by: Person) -> None:
        """The link works no more. Revoking twice, or what was accepted, changes nothing."""
        with transaction.atomic():
            now = timezone.now()
            if Invitation.objects.filter(pk=self.pk, accepted_at=None, revoked_at=None).update(revoked_at=now):
                self.revoked_at = now
                record("revoked", self, by=by)
