from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.organizations.models import Authority, Organization
from rembug.organizations.permission import organizations_where
from rembug.people.models import Person


class Channel(models.TextChoices):
    APP = "app", _("in Rembug")
    EMAIL = "email", _("by e-mail")
    WHATSAPP = "whatsapp", _("by WhatsApp, sent by an officer")


class OutboxQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OutboxQuerySet":
        """A person's own notifications that are due."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(person=person, channel=Channel.APP)

    def unread(self) -> "OutboxQuerySet":
        return self.filter(read_at=None)

    def to_pass_on(self, person) -> "OutboxQuerySet":
        """What an officer still has to send by WhatsApp to members who have no e-mail address."""
        return self.filter(
            channel=Channel.WHATSAPP, sent_at=None, organization__in=organizations_where(person, Authority.MANAGE)
        )


class OutboxMessage(models.Model):
    """What to tell whom. One row per rule, thing, person and channel: that is what makes it once.

    The words are made from ``params`` when they are shown, in the reader's language.
    """

    rule = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="outbox")
    channel = models.CharField(max_length=10, choices=Channel)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="outbox")
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "thing_id", "person", "channel"], name="told_once_per_rule")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(sent_at=None, failed_at=None, channel="email"), name="mail_to_send"
            ),
            models.Index(
                fields=["person", "-created_at"], condition=Q(channel="app"), name="notifications_of_a_person"
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.thing_id}"

    def mark_sent(self, *, by: Person) -> None:
        """An officer passed it on by WhatsApp. Marking twice keeps the first."""
        OutboxMessage.objects.filter(pk=self.pk, sent_at=None).update(sent_at=timezone.now(), sent_by=by)
