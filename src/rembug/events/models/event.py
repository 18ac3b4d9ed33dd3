from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.attended import Attended
from rembug.events.models.happening import CHECK_IN_AFTER, CHECK_IN_BEFORE, new_check_in_key
from rembug.events.models.invites import Invites
from rembug.events.models.plan import Visibility
from rembug.events.models.records import Records
from rembug.journal.models import record
from rembug.organizations.models import Authority
from rembug.organizations.owned import OwnedQuerySet
from rembug.organizations.permission import organizations_where
from rembug.people.models import Person


class EventQuerySet(OwnedQuerySet):
    def visible_to(self, person) -> "EventQuerySet":
        """Those of the person's organizations, and those the person is invited to.

        Ani (chair) and Budi (member) see the meetings of FOKUSS; an event for those invited only is seen by Ani
        and, of the members, by whom it invites. Citra, a member elsewhere, sees what she was invited to. A visitor
        sees nothing here: for public events there is ``public()``.
        """
        if not person.is_authenticated:
            return self.none()
        return self.filter(
            Q(organization__in=organizations_where(person, Authority.MANAGE))
            | Q(
                ~Q(visibility=Visibility.INVITED),
                organization__in=organizations_where(person, Authority.SEE),
            )
            | Q(pk__in=person.event_invitations.values("event_id"))
        )

    def public(self) -> "EventQuerySet":
        return self.filter(visibility=Visibility.PUBLIC)

    def upcoming(self) -> "EventQuerySet":
        """Those that have not ended, the next one first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        """Those that have ended, the latest first."""
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def held(self) -> "EventQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancellation=None)

    def open_for_check_in(self) -> "EventQuerySet":
        now = timezone.now()
        return self.held().filter(starts_at__lte=now + CHECK_IN_BEFORE, ends_at__gte=now - CHECK_IN_AFTER)

    def between(self, start: datetime, end: datetime) -> "EventQuerySet":
        """Those that start in [start, end)."""
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")


class Event(Invites, Attended, Records):
    """Something held at a time and a place. Times are instants; the wall clock is that of ``time_zone``."""

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["organization", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.UniqueConstraint(fields=["series", "recurrence_at"], name="one_event_per_recurrence"),
            models.CheckConstraint(
                condition=Q(series=None) | Q(recurrence_at__isnull=False), name="event_of_a_series_has_its_recurrence"
            ),
        ]

    @classmethod
    def schedule(cls, *, by, villages=(), **fields) -> "Event":
        """Put a single event into the calendar of an organization."""
        with transaction.atomic():
            event = cls.objects.create(created_by=by, **fields)
            event.villages.set(villages)
            record("scheduled", event, by=by)
        return event

    def revise(self, *, by, villages=None, **changes) -> None:
        """Change this event alone; one of a series keeps its place in it. A new start asks everyone to reply again."""
        with transaction.atomic():
            changed = self._apply(changes)
            if villages is not None:
                self.villages.set(villages)
            if not changed and villages is None:
                return
            if changed:
                self.save(update_fields=changed)
            record("revised", self, by=by, fields=sorted({*changes} & {*changed}))

    def _apply(self, changes: dict) -> list[str]:
        before = {name: getattr(self, name) for name in changes}
        changed = [name for name, value in changes.items() if before[name] != value]
        if not changed:
            return []
        for name in changed:
            setattr(self, name, changes[name])
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})
        self.changed_at = timezone.now()
        self.sequence += 1
        if "starts_at" in changed:
            self.moved_at = self.changed_at
            changed.append("moved_at")
        return [*changed, "changed_at", "sequence"]

    def cancel(self, *, by, reason: str) -> "Cancellation":
        """Say that it will not be held. Cancelling twice keeps the first reason."""
        with transaction.atomic():
            cancellation, new = Cancellation.objects.get_or_create(
                event=self, defaults={"cancelled_by": by, "reason": reason}
            )
            if new:
                self._touch()
                record("cancelled", self, by=by)
        self.cancellation = cancellation
        return cancellation

    def reinstate(self, *, by) -> None:
        """Hold it after all."""
        with transaction.atomic():
            gone, _rows = Cancellation.objects.filter(event=self).delete()
            if gone:
                self._touch()
                record("reinstated", self, by=by)
        self._state.fields_cache.pop("cancellation", None)

    def _touch(self) -> None:
        self.changed_at = timezone.now()
        self.sequence += 1
        self.save(update_fields=["changed_at", "sequence"])

    def renew_check_in_key(self, *, by) -> None:
        """Make the old QR code worthless, for when its picture went round."""
        self.check_in_key = new_check_in_key()
        with transaction.atomic():
            self.save(update_fields=["check_in_key"])
            record("renewed the check-in code", self, by=by)


class Cancellation(models.Model):
    event = models.OneToOneField(Event, models.CASCADE, related_name="cancellation")
    reason = models.TextField(_("reason"))
    cancelled_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("cancellation")
        verbose_name_plural = _("cancellations")

    def __str__(self):
        return self.reason
