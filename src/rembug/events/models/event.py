import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area, TimeZone
from rembug.files.models import StoredFile
from rembug.organizations.owned import Owned, OwnedQuerySet
from rembug.people.models import Person


class EventKind(models.TextChoices):
    ROUTINE_MEETING = "routine_meeting", _("Routine meeting")
    INCIDENTAL_MEETING = "incidental_meeting", _("Incidental meeting")
    TRAINING = "training", _("Training")
    SOCIALISATION = "socialisation", _("Socialisation")
    VISIT = "visit", _("Outside consultation")
    OTHER = "other", _("Other")


class Visibility(models.TextChoices):
    MEMBERS = "members", _("members")
    PUBLIC = "public", _("everyone")


class Series(Owned):
    """A recurring event: the first one and a rule of RFC 5545, such as ``FREQ=MONTHLY;BYDAY=1MO``.

    Its events are rows of their own, so that one of them can be moved or cancelled.
    """

    title = models.CharField(_("title"), max_length=150)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    recurrence = models.CharField(
        _("recurrence rule"), max_length=200, help_text=_("RFC 5545, for example FREQ=MONTHLY;BYDAY=1MO")
    )
    starts_at = models.DateTimeField(_("first starts at"))
    duration = models.DurationField(_("duration"))
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    planned_until = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return self.title


class EventQuerySet(OwnedQuerySet):
    def upcoming(self) -> "EventQuerySet":
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")


def new_check_in_key() -> str:
    return secrets.token_urlsafe(16)


class Event(Owned):
    """Something held at a time and a place. Times are instants; the wall clock is that of ``time_zone``."""

    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="events")
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    place = models.CharField(_("place"), max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("area"))
    villages = models.ManyToManyField(Area, blank=True, related_name="events", verbose_name=_("villages"))
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    check_in_key = models.CharField(max_length=32, unique=True, default=new_check_in_key)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["organization", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.UniqueConstraint(fields=["series", "starts_at"], name="one_event_per_recurrence"),
        ]

    def __str__(self):
        return self.title


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


class AgendaItem(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("subject"), max_length=200)
    lead = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("led by"))
    minutes = models.PositiveSmallIntegerField(_("planned minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class EventFile(models.Model):
    """A photo or a document of an event, seen by whoever sees the event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="event_files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event file")
        verbose_name_plural = _("event files")
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.caption or self.file.name
