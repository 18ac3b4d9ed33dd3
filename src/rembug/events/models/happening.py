import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.base import clock
from rembug.events.models.plan import Plan
from rembug.people.models import Person

CHECK_IN_BEFORE = timedelta(hours=1)
CHECK_IN_AFTER = timedelta(hours=2)


def new_check_in_key() -> str:
    return secrets.token_urlsafe(16)


class Happening(Plan):
    """What an event is, and what it can tell about itself; what can be done with it is in the modules beside."""

    # Rows that point to the event.
    invitations: Any
    attendances: Any
    agenda: Any
    decisions: Any
    tasks: Any

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

    class Meta:
        abstract = True

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
