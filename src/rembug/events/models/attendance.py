import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.events.models.event import Event
from rembug.journal.models import record
from rembug.people.models import Person


class Method(models.TextChoices):
    TAP = "tap", _("own tap")
    LIST = "list", _("list")
    QR = "qr", _("QR code")


class AttendanceQuerySet(models.QuerySet):
    def present(self) -> "AttendanceQuerySet":
        """Without those taken off the list."""
        return self.filter(removal=None)

    def in_order(self) -> "AttendanceQuerySet":
        """As they came, with what a list shows."""
        return self.select_related("person", "area").order_by("arrived_at", "pk")


class Attendance(models.Model):
    """Somebody was there, for a village. A guest without a record in the product is a name.

    ``operation`` is made by the phone, so that a repeated tap on a bad line counts once.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attendances")
    guest_name = models.CharField(_("name of the guest"), max_length=120, blank=True)
    guest_key = models.CharField(max_length=140, blank=True, editable=False)
    position_title = models.CharField(_("post"), max_length=100, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="event_attendances", verbose_name=_("village")
    )
    method = models.CharField(_("recorded by"), max_length=10, choices=Method)
    arrived_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    operation = models.UUIDField(unique=True, default=uuid.uuid4)
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Why it was entered after the minutes were approved.")
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_attendance_per_person"),
            models.UniqueConstraint(
                fields=["event", "guest_key"], condition=~Q(guest_key=""), name="one_attendance_per_guest"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest_name="", guest_key="")
                | (Q(person=None) & ~Q(guest_name="") & ~Q(guest_key="")),
                name="attendance_is_a_person_or_a_guest",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.guest_name or str(self.person)

    @property
    def is_removed(self) -> bool:
        return hasattr(self, "removal")

    def remove(self, *, by, reason: str) -> "Removal":
        """Take it off the list, with the reason; after the approval of the minutes too. Twice keeps the first."""
        if not reason.strip():
            raise ValidationError(_("Say why."))
        with transaction.atomic():
            removal, new = Removal.objects.get_or_create(attendance=self, defaults={"removed_by": by, "reason": reason})
            if new:
                record("took an attendance off the list", self, by=by, event=self.event_id)
        self.removal = removal
        return removal

    def restore(self, *, by) -> None:
        """Put it back on the list."""
        with transaction.atomic():
            Removal.objects.filter(attendance=self).delete()
            record("put an attendance back on the list", self, by=by, event=self.event_id)
        self._state.fields_cache.pop("removal", None)


class Removal(models.Model):
    """An attendance that does not count: who took it off the list, when and why."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="removal")
    reason = models.CharField(_("reason"), max_length=200)
    removed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("removal from the list")
        verbose_name_plural = _("removals from the list")

    def __str__(self):
        return self.reason
