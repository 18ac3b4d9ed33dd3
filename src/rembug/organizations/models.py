"""Organizations, their members and roles, and the one permission rule of the product.

Names follow Popolo: an Organization has Memberships; a membership holds Roles over time.
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.people.models import Person


class Authority(models.IntegerChoices):
    """What a person may do with the things of an organization; each includes those before it."""

    NONE = 0, _("nothing")
    SEE = 10, _("see")
    TAKE_PART = 20, _("take part")
    MANAGE = 30, _("manage")
    GOVERN = 40, _("govern")


class OrganizationKind(models.TextChoices):
    ASSOCIATION = "association", _("association")
    COMMITTEE = "committee", _("committee")
    RESEARCH_TEAM = "research_team", _("research team")
    GOVERNMENT_OFFICE = "government_office", _("government office")


class RoleKind(models.TextChoices):
    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    TREASURER = "treasurer", _("treasurer")
    OFFICER = "officer", _("committee member")
    OBSERVER = "observer", _("observer")


# The one permission rule. A member without a role takes part; an observer only sees.
AUTHORITY_OF_ROLE = {
    RoleKind.CHAIR: Authority.GOVERN,
    RoleKind.SECRETARY: Authority.GOVERN,
    RoleKind.TREASURER: Authority.MANAGE,
    RoleKind.OFFICER: Authority.MANAGE,
    RoleKind.OBSERVER: Authority.SEE,
}


def current(on, prefix: str = "") -> Q:
    """Rows whose since/until hold on the date ``on``; the day of leaving is no longer held."""
    return Q(**{f"{prefix}since__lte": on}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": on}))


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OrganizationQuerySet":
        """Those where the person is a member today.

        Ani chairs FOKUSS and sees FOKUSS. Citra is a member elsewhere and does not. A visitor sees none.
        """
        if not person.is_authenticated:
            return self.none()
        today = timezone.localdate()
        return self.filter(pk__in=Membership.objects.filter(current(today), person=person).values("organization_id"))


class Organization(models.Model):
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="organizations", verbose_name=_("area"))
    description = models.TextField(_("description"), blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def on(self, date) -> "MembershipQuerySet":
        return self.filter(current(date))


class Membership(models.Model):
    """A person belongs to an organization for some time, often for an area: the village the member speaks for."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="memberships")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organization", "person__name"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="membership_in_order"),
            models.UniqueConstraint(
                fields=["organization", "person"], condition=Q(until=None), name="one_current_membership"
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.organization})"


class Role(models.Model):
    """An office in the organization, held for some time."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="role_in_order"),
            models.UniqueConstraint(
                fields=["membership", "kind"], condition=Q(until=None), name="one_current_role_of_a_kind"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class HandOver(models.Model):
    """An office passes from one member to the next, with a list of what was handed over."""

    given = models.OneToOneField(Role, models.CASCADE, related_name="handed_over")
    taken = models.OneToOneField(Role, models.CASCADE, related_name="taken_over")
    handed_over_on = models.DateField(_("handed over on"))
    items = models.TextField(_("what was handed over"), blank=True, help_text=_("One line for each thing."))
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self):
        return f"{self.given_id} -> {self.taken_id}"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A link that makes its holder a member. It works once, and until it expires."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=48, unique=True, default=new_token)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return f"{self.organization} {self.created_at:%Y-%m-%d}"
