from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.journal.models import record
from rembug.organizations.models.membership import LAST_GOVERNOR, Membership
from rembug.people.models import Person


class Authority(models.IntegerChoices):
    """What a person may do with the things of an organization; each includes those before it."""

    NONE = 0, _("nothing")
    SEE = 10, _("see")
    TAKE_PART = 20, _("take part")
    MANAGE = 30, _("manage")
    GOVERN = 40, _("govern")


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
GOVERNING = [kind for kind, authority in AUTHORITY_OF_ROLE.items() if authority >= Authority.GOVERN]


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

    @property
    def governs(self) -> bool:
        return self.kind in GOVERNING

    @property
    def is_office(self) -> bool:
        """Whether there is something to hand over."""
        return self.kind != RoleKind.OBSERVER

    @classmethod
    def give(cls, membership: Membership, kind: str, *, since: date, by: Person | None) -> "Role":
        """The member holds this role from ``since`` on. An observer holds nothing else, and the last governor governs.

        Raises ValidationError with a reason for people.
        """
        if since < membership.since:
            raise ValidationError(gettext("A role cannot begin before the membership."))
        if membership.until:
            raise ValidationError(gettext("This membership has ended."))
        with transaction.atomic():
            membership.organization.lock()
            held = list(membership.roles.filter(until=None))
            if any(role.kind == kind for role in held):
                raise ValidationError(gettext("The member already holds this role."))
            if held and RoleKind.OBSERVER in {kind, *(role.kind for role in held)}:
                raise ValidationError(gettext("An observer holds no other role. End the other role first."))
            role = cls.objects.create(membership=membership, kind=kind, since=since)
            record("role_given", role, by=by, kind=kind)
        return role

    def end(self, on: date, *, by: Person) -> None:
        """``on`` is the first day without the role. The last role that governs cannot end, only be handed over."""
        if on < self.since:
            raise ValidationError(gettext("A role cannot end before it began."))
        organization = self.membership.organization
        with transaction.atomic():
            organization.lock()
            if self.governs and not organization.has_governor_besides(role=self, on=on):
                raise ValidationError(LAST_GOVERNOR)
            self.until = on
            self.save(update_fields=["until"])
            record("role_ended", self, by=by, kind=self.kind)

    def hand_over(self, to: Membership, *, on: date, items: str, by: Person) -> "HandOver":
        """The office passes to another member on the date ``on``, with the list of what goes along.

        From that day the successor holds it and the predecessor does not: there is no day without and none with both.
        """
        if on < self.since:
            raise ValidationError(gettext("An office cannot be handed over before it began."))
        if to.pk == self.membership_id or to.organization_id != self.membership.organization_id:
            raise ValidationError(gettext("Choose another member of this organization."))
        with transaction.atomic():
            self.membership.organization.lock()
            if Role.objects.get(pk=self.pk).until:
                raise ValidationError(gettext("This office has already ended or been handed over."))
            taken = Role.give(to, self.kind, since=on, by=by)
            self.until = on
            self.save(update_fields=["until"])
            hand_over = HandOver.objects.create(given=self, taken=taken, handed_over_on=on, items=items, recorded_by=by)
            record("handed_over", hand_over, by=by, kind=self.kind)
        return hand_over


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
        constraints = [
            models.CheckConstraint(condition=~Q(given=F("taken")), name="hand_over_changes_hands"),
        ]

    def __str__(self):
        return f"{self.given_id} -> {self.taken_id}"
