from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.journal.models import record
from rembug.organizations.models.organization import Organization
from rembug.people.models import Consent, Person, Purpose

LAST_GOVERNOR = _("Nobody else governs this organization. Hand over the office first, or give the role to another.")


def current(on, prefix: str = "") -> Q:
    """Rows whose since/until hold on the date ``on``; the day of leaving is no longer held."""
    return Q(**{f"{prefix}since__lte": on}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": on}))


class MembershipQuerySet(models.QuerySet):
    def on(self, date) -> "MembershipQuerySet":
        return self.filter(current(date))

    def named(self, text: str) -> "MembershipQuerySet":
        """Whose name or village holds every word of ``text``."""
        found = self
        for word in text.split():
            found = found.filter(Q(person__name__icontains=word) | Q(area__name__icontains=word))
        return found

    def with_roles_and_posts(self, on) -> "MembershipQuerySet":
        """Each with ``roles_held`` and ``posts_held`` on the date ``on``: two queries, whatever the number of rows."""
        from rembug.organizations.models.role import Role  # noqa: PLC0415 -- it points back here
        from rembug.people.models import Post  # noqa: PLC0415 -- next to its use

        return self.select_related("person", "area").prefetch_related(
            models.Prefetch("roles", Role.objects.filter(current(on)).order_by("since"), to_attr="roles_held"),
            models.Prefetch(
                "person__posts", Post.objects.held_on(on).select_related("area").order_by("since"), to_attr="posts_held"
            ),
        )

    def with_phone_consent(self) -> "MembershipQuerySet":
        """Each with ``shows_phone``: whether the person consented that fellow members see the whole number."""
        return self.annotate(
            shows_phone=models.Exists(
                Consent.objects.in_force().to(Purpose.PHONE).filter(person=models.OuterRef("person"))
            )
        )


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
        indexes = [models.Index(fields=["person", "until"])]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="membership_in_order"),
            models.UniqueConstraint(
                fields=["organization", "person"], condition=Q(until=None), name="one_current_membership"
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.organization})"

    @property
    def village_and_posts(self) -> list[str]:
        """In words, the village only where no post names it. For rows of ``with_roles_and_posts``."""
        posts = self.person.posts_held  # type: ignore[attr-defined]  # set by the prefetch
        villages = [self.area.name] if self.area and self.area_id not in {post.area_id for post in posts} else []
        return villages + [str(post) for post in posts]

    @classmethod
    def join(
        cls, organization: Organization, person: Person, *, area: Area | None, role: str = "", by: Person | None
    ) -> "Membership":
        """The person is a member from today, and holds ``role`` if one is given. Joining twice keeps the first."""
        from rembug.organizations.models.role import Role  # noqa: PLC0415 -- it points back here

        with transaction.atomic():
            organization.lock()
            membership, new = cls.objects.get_or_create(
                organization=organization,
                person=person,
                until=None,
                defaults={"area": area, "since": timezone.localdate()},
            )
            if new:
                record("joined", membership, by=by)
                if area:
                    person.work_in(area)
            if role and not membership.roles.filter(kind=role, until=None).exists():
                Role.give(membership, role, since=timezone.localdate(), by=by)
        return membership

    def end(self, on: date, *, by: Person | None) -> None:
        """The person leaves with all roles; ``on`` is the first day without. Never the last who governs."""
        if on < self.since:
            raise ValidationError(gettext("A membership cannot end before it began."))
        with transaction.atomic():
            self.organization.lock()
            open_roles = list(self.roles.filter(until=None))
            if any(role.governs for role in open_roles) and not self.organization.has_governor_besides(
                membership=self, on=on
            ):
                raise ValidationError(LAST_GOVERNOR)
            for role in open_roles:
                role.until = max(on, role.since)
                role.save(update_fields=["until"])
            self.until = on
            self.save(update_fields=["until"])
            record("left", self, by=by)

    def speak_for(self, area: Area | None, *, by: Person) -> None:
        """The member now comes from another village."""
        with transaction.atomic():
            self.area = area
            self.save(update_fields=["area"])
            if area:
                self.person.work_in(area)
            record("moved", self, by=by)
