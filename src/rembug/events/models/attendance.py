import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.events.models.event import Event
from rembug.people.models import Person


class Reply(models.TextChoices):
    COMING = "coming", _("coming")
    MAYBE = "maybe", _("perhaps")
    NOT_COMING = "not_coming", _("not coming")


class Invitation(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="event_invitations")
    invited_at = models.DateTimeField(default=timezone.now)
    reply = models.CharField(_("reply"), max_length=12, choices=Reply, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_invitation_per_person")]

    def __str__(self):
        return f"{self.event} {self.person}"


class Method(models.TextChoices):
    TAP = "tap", _("own tap")
    LIST = "list", _("list")
    QR = "qr", _("QR code")


class Attendance(models.Model):
    """Somebody was there, for a village. A guest without a record in the product is a name.

    ``operation`` is made by the phone, so that a repeated tap on a bad line counts once.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attendances")
    guest_name = models.CharField(_("name of the guest"), max_length=120, blank=True)
    position_title = models.CharField(_("post"), max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("village"))
    method = models.CharField(_("recorded by"), max_length=10, choices=Method)
    arrived_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    operation = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_attendance_per_person"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest_name="") | (Q(person=None) & ~Q(guest_name="")),
                name="attendance_is_a_person_or_a_guest",
            ),
        ]

    def __str__(self):
        return self.guest_name or str(self.person)
