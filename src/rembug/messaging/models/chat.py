from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import TimeZone
from rembug.files.models import StoredFile
from rembug.journal.models import record
from rembug.messaging.labels import shown
from rembug.organizations.owned import Owned, OwnedQuerySet
from rembug.people.models import Person


class Kind(models.TextChoices):
    TEXT = "text", _("text")
    SYSTEM = "system", _("notice of WhatsApp")
    MEDIA = "media", _("picture, sound or document")
    DELETED = "deleted", _("deleted message")
    POLL = "poll", _("poll")
    LOCATION = "location", _("location")
    CONTACT = "contact", _("contact card")


class ChatQuerySet(OwnedQuerySet["Chat"]):
    def of_name(self, name: str, organization, *, by: Person) -> "Chat":
        """The organization's group of that name, made where it is not there yet."""
        with transaction.atomic():
            chat, new = self.get_or_create(
                organization=organization, name=name, defaults={"time_zone": organization.area.time_zone}
            )
            if new:
                record("chat_created", chat, by=by)
        return chat


class Chat(Owned):
    """A WhatsApp group of an organization. Its exports tell local times; ``time_zone`` says of where."""

    name = models.CharField(_("name"), max_length=150)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ChatQuerySet.as_manager()

    class Meta:
        verbose_name = _("chat")
        verbose_name_plural = _("chats")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="one_chat_of_a_name")]

    def __str__(self):
        return self.name


def erased_label(chat_id: int, label: str) -> str:
    """What stands in the place of the label of somebody whose name was taken off."""
    return f"erased:{salted_hmac('rembug erased label', f'{chat_id}:{label}', algorithm='sha256').hexdigest()}"


class Sender(models.Model):
    """Somebody who wrote in a chat. Which member it is, a person decides."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="senders")
    name = models.CharField(_("name"), max_length=200, help_text=_("As the first export names the sender."))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="senders")
    matched_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    matched_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sender")
        verbose_name_plural = _("senders")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The member's name where a person matched one, else the label, numbers without their middle."""
        if self.erased_at:
            return gettext("a member")
        return self.person.name if self.person else self.shown_label

    @property
    def shown_label(self) -> str:
        """The label of the first export as a fellow member may read it."""
        return shown(self.name)

    def take_name_off(self, *, by: Person | None) -> None:
        """The messages stay, their writer gets nameless; no later import brings the name back."""
        with transaction.atomic():
            for label in self.labels.all():
                # A keyed hash: a later export's label is recognised by it, and nobody reads a name out of it.
                label.label = erased_label(self.chat_id, label.label)
                label.save(update_fields=["label"])
            self.name, self.person, self.matched_by, self.erased_at = "", None, None, timezone.now()
            self.save(update_fields=["name", "person", "matched_by", "erased_at"])
            record("name_taken_off", self, by=by)

    def match(self, person: Person | None, *, by: Person) -> None:
        """Say which member this sender is; None takes it back."""
        with transaction.atomic():
            self.person, self.matched_by, self.matched_at = person, by, timezone.now()
            self.save(update_fields=["person", "matched_by", "matched_at"])
            record("sender_matched" if person else "sender_unmatched", self, by=by, person=person and person.pk)


class SenderLabel(models.Model):
    """A name under which some phone knows the sender: saved name, number or chosen name."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="labels")
    sender = models.ForeignKey(Sender, models.CASCADE, related_name="labels")
    label = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [models.UniqueConstraint(fields=["sender", "label"], name="one_label_per_sender")]

    def __str__(self):
        return self.label


class MessageQuerySet(models.QuerySet):
    def visible_to(self, person) -> "MessageQuerySet":
        """Those of the chats that the person may see."""
        return self.filter(chat__in=Chat.objects.visible_to(person))

    def in_order(self) -> "MessageQuerySet":
        return self.order_by("chat", "minute", "position")


class Message(models.Model):
    """One message. Its place in the conversation is ``(minute, position)``.

    Android exports know the minute only; ``second`` is filled where an iPhone's export knew it.
    """

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="messages", db_index=False)
    minute = models.DateTimeField(_("sent at"))
    position = models.PositiveIntegerField()
    second = models.PositiveSmallIntegerField(null=True)
    sender = models.ForeignKey(Sender, models.PROTECT, null=True, related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    system_event = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)
    attachment = models.CharField(_("attachment"), max_length=255, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    edited = models.BooleanField(_("edited"), default=False)
    fingerprint = models.UUIDField(help_text=_("What was said, the same from every phone: see merge.fingerprint."))
    as_of = models.DateTimeField(
        null=True, help_text=_("For an edited message: until when the export reached that tells this version.")
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        # Few messages have a file: the others need no entry.
        indexes = [models.Index(fields=["file"], condition=Q(file__isnull=False), name="messages_with_a_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["chat", "minute", "position"],
                name="one_message_per_place",
            ),
            models.CheckConstraint(
                condition=Q(kind="system", sender=None) | (~Q(kind="system") & Q(sender__isnull=False)),
                name="only_system_lines_lack_a_sender",
            ),
        ]

    def __str__(self):
        return f"{self.minute:%Y-%m-%d %H:%M}"


class Revision(models.Model):
    """What a message said before it was edited or deleted, as an earlier export had it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="revisions")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    fingerprint = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["recorded_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "fingerprint"], name="one_revision_of_a_text")]

    def __str__(self):
        return f"{self.message_id}"
