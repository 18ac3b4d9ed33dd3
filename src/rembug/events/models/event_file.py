from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.files.models import StoredFile
from rembug.journal.models import record
from rembug.people.models import Person


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
        constraints = [models.UniqueConstraint(fields=["event", "file"], name="one_file_once_per_event")]

    def __str__(self):
        return self.caption or self.file.name

    @property
    def is_picture(self) -> bool:
        return self.file.is_picture

    @classmethod
    def add(cls, event: Event, stored: StoredFile, *, by, caption: str = "") -> "EventFile":
        """Put a stored file to an event; the same one again stays one."""
        with transaction.atomic():
            event_file, new = cls.objects.get_or_create(
                event=event, file=stored, defaults={"caption": caption, "added_by": by}
            )
            if new:
                record("added a file", event, by=by, file=stored.pk)
        return event_file

    def remove(self, *, by) -> None:
        """Take it off the event; the stored file itself is kept for the backup."""
        with transaction.atomic():
            record("removed a file", self.event, by=by, file=self.file_id)
            self.delete()
