from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.people.models import Person


class Reply(models.TextChoices):
    COMING = "coming", _("coming")
    MAYBE = "maybe", _("perhaps")
    NOT_COMING = "not_coming", _("not coming")


WAITING = Q(reply="") | Q(replied_at__lt=F("event__moved_at"))


class InvitationQuerySet(models.QuerySet):
    def waiting(self) -> "InvitationQuerySet":
        """Those without a reply, or with one that was given before the event was moved."""
        return self.filter(WAITING)

    def ahead(self) -> "InvitationQuerySet":
        """Those to events that are still to come and were not cancelled, the next one first."""
        return self.filter(event__ends_at__gte=timezone.now(), event__cancellation=None).order_by("event__starts_at")

    def counts(self) -> dict[str, int]:
        """How many are invited and replied; coming, perhaps, not coming and waiting. One query."""
        replied = ~WAITING | Q(event__moved_at=None) & ~Q(reply="")
        return self.aggregate(
            invited=Count("pk"),
            replied=Count("pk", filter=replied),
            coming=Count("pk", filter=Q(reply=Reply.COMING) & replied),
            maybe=Count("pk", filter=Q(reply=Reply.MAYBE) & replied),
            not_coming=Count("pk", filter=Q(reply=Reply.NOT_COMING) & replied),
            waiting=Count("pk", filter=WAITING),
        )


class Invitation(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="event_invitations")
    invited_at = models.DateTimeField(default=timezone.now)
    reply = models.CharField(_("reply"), max_length=12, choices=Reply, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_invitation_per_person"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None) | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="reply_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.person}"

    @property
    def is_waiting(self) -> bool:
        """Whether a reply is still wanted; a reply given before the event was moved counts no more."""
        moved_at, replied_at = self.event.moved_at, self.replied_at
        return replied_at is None or (moved_at is not None and replied_at < moved_at)
