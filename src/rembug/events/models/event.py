import secrets
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area, TimeZone
from rembug.base import clock
from rembug.events.models.attended import Attended
from rembug.events.models.invites import Invites
from rembug.events.models.records import Records
from rembug.journal.models import record
from rembug.organizations.models import Authority
from rembug.organizations.owned import Owned, OwnedQuerySet
from rembug.organizations.permission import organizations_where
from rembug.people.models import Person

CHECK_IN_BEFORE = timedelta(hours=1)
CHECK_IN_AFTER = timedelta(hours=2)


class EventKind(models.TextChoices):
    ROUTINE_MEETING = "routine_meeting", _("Routine meeting")
    INCIDENTAL_MEETING = "incidental_meeting", _("Incidental meeting")
    TRAINING = "training", _("Training")
    SOCIALISATION = "socialisation", _("Socialisation")
    VISIT = "visit", _("Outside consultation")
    OTHER = "other", _("Other")


class Visibility(models.TextChoices):
    MEMBERS = "members", _("members")
    INVITED = "invited", _("those invited and the committee")
    PUBLIC = "public", _("everyone")


class Plan(Owned):
    """What an event and a series say alike."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    place = models.CharField(_("place"), max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("area"))
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    chaired_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chaired by")
    )
    minutes_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("minutes taken by")
    )

    PLAN_FIELDS = (
        "kind",
        "title",
        "description",
        "time_zone",
        "place",
        "area",
        "visibility",
        "chaired_by",
        "minutes_by",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def plan(self) -> dict:
        """The shared fields by name, to copy them to another event or series."""
        names = [self._meta.get_field(name).attname for name in ("organization", *self.PLAN_FIELDS)]
        return {name: getattr(self, name) for name in names}


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


def new_check_in_key() -> str:
    return secrets.token_urlsafe(16)


class Event(Invites, Attended, Records, Plan):
    """Something held at a time and a place. Times are instants; the wall clock is that of ``time_zone``."""

    series = models.ForeignKey("events.Series", models.SET_NULL, null=True, blank=True, related_name="events")
    recurrence_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the rule of the series wanted it; it may have been moved since.")
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    villages = models.ManyToManyField(Area, blank=True, related_name="events", verbose_name=_("villages"))
    check_in_key = models.CharField(max_length=32, unique=True, default=new_check_in_key)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(null=True, blank=True, help_text=_("Replies before it were for another time."))
    sequence = models.PositiveIntegerField(default=0, help_text=_("How often calendars had to be told of a change."))
    members_invited_at = models.DateTimeField(null=True, blank=True)

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

    @property
    def local_start(self) -> datetime:
        """Wall clock without a zone, so that a template shows it as it is."""
        return self.starts_at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def day_text(self) -> str:
        """The day, or the first and the last one, in words: "Senin, 7 Desember 2026"."""
        first, last = self.local_start, self.local_end
        text = clock.long_date(first)
        return text if first.date() == last.date() else f"{text} – {clock.long_date(last)}"

    @property
    def start_clock(self) -> str:
        return clock.clock_time(self.local_start)

    @property
    def hours_text(self) -> str:
        """From when to when, with the zone's short name: "09.00–11.30 WIB"."""
        hours = f"{self.start_clock}–{clock.clock_time(self.local_end)}"
        return f"{hours} {self.get_time_zone_display()}"

    @property
    def when_text(self) -> str:
        return f"{self.day_text}, {self.hours_text}"

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return hasattr(self, "cancellation")

    @property
    def takes_check_in(self) -> bool:
        """Whether people may mark themselves present now: from an hour before the start until two after the end."""
        now = timezone.now()
        return not self.is_cancelled and self.starts_at - CHECK_IN_BEFORE <= now <= self.ends_at + CHECK_IN_AFTER

    @property
    def has_opened(self) -> bool:
        """Whether the list may be kept: from an hour before the start."""
        return self.starts_at - CHECK_IN_BEFORE <= timezone.now()

    @property
    def is_approved(self) -> bool:
        """Whether minutes and attendance are closed by an approval."""
        minutes = getattr(self, "minutes", None)
        return minutes is not None and hasattr(minutes, "approval")

    def is_invited(self, person) -> bool:
        return person.is_authenticated and self.invitations.filter(person=person).exists()

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
