from datetime import date

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.journal.models import record
from rembug.people.models import Person


class OrganizationKind(models.TextChoices):
    ASSOCIATION = "association", _("association")
    COMMITTEE = "committee", _("committee")
    RESEARCH_TEAM = "research_team", _("research team")
    GOVERNMENT_OFFICE = "government_office", _("government office")


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OrganizationQuerySet":
        """Those where the person is a member today.

        Ani chairs FOKUSS and sees FOKUSS. Citra is a member elsewhere and does not. A visitor sees none.
        """
        from rembug.organizations.permission import authorities  # noqa: PLC0415 -- the rule stands above the models

        return self.filter(pk__in=list(authorities(person)))


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

    def get_absolute_url(self):
        return reverse("organizations:organization", args=[self.pk])

    @classmethod
    def found(cls, *, name: str, kind: str, area: Area, description: str = "", by: Person | None) -> "Organization":
        """A new organization. A person who founds it chairs it from today; without one, invite somebody to chair."""
        from rembug.organizations.models.membership import Membership  # noqa: PLC0415 -- it points back here
        from rembug.organizations.models.role import RoleKind  # noqa: PLC0415 -- it points back here

        with transaction.atomic():
            organization = cls.objects.create(name=name, kind=kind, area=area, description=description)
            record("founded", organization, by=by, kind=kind)
            if by:
                Membership.join(organization, by, area=None, role=RoleKind.CHAIR, by=by)
        return organization

    def describe(self, *, by: Person, **values) -> None:
        """Change the name, kind, area, description or founding day."""
        with transaction.atomic():
            for field, value in values.items():
                setattr(self, field, value)
            self.save(update_fields=list(values))
            record("described", self, by=by, fields=sorted(values))

    def has_governor_besides(self, *, role=None, membership=None, on: date) -> bool:
        """Whether somebody else governs on the date ``on`` with no end in sight.

        Left out of the count are one ``role``, or all roles of one ``membership``.
        """
        from rembug.organizations.models.role import GOVERNING, Role  # noqa: PLC0415 -- it points back here

        others = Role.objects.filter(
            membership__organization=self,
            membership__until=None,
            membership__person__is_active=True,
            kind__in=GOVERNING,
            since__lte=on,
            until=None,
        )
        if role:
            others = others.exclude(pk=role.pk)
        if membership:
            others = others.exclude(membership=membership)
        return others.exists()

    def lock(self) -> None:
        """Let no other deed change who governs until this transaction ends."""
        Organization.objects.select_for_update().get(pk=self.pk)
