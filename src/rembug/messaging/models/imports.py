from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.files.models import StoredFile
from rembug.journal.models import record
from rembug.messaging.models.chat import Chat
from rembug.messaging.sentences import COUNTED, sentence
from rembug.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, person) -> "ImportQuerySet":
        return self.filter(chat__in=Chat.objects.visible_to(person))

    def ask(self, chat: Chat, file: StoredFile, *, by: Person | None) -> "Import":
        """Put an export in the queue. From here on it will be imported, whatever dies."""
        with transaction.atomic():
            one = self.create(chat=chat, file=file, imported_by=by)
            record("import_asked", one, by=by, chat=chat.pk, sha256=file.sha256)
        return one

    def open(self) -> "ImportQuerySet":
        """Those still to be done or being done."""
        return self.filter(finished_at=None, failed_at=None)


class Import(models.Model):
    """An export on its way into a chat. The row is also the job: a worker claims it and renews the claim.

    When the worker dies the claim runs out and another takes the import up again from the start of
    the file, which is harmless: what is stored already is recognised.
    """

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    imported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    claim = models.CharField(max_length=40, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    records_read = models.PositiveIntegerField(default=0)
    share_read = models.FloatField(default=0)
    summary = models.JSONField(default=dict)
    errors = models.PositiveSmallIntegerField(default=0, help_text=_("How often it ended in an unexpected error."))
    findings = models.JSONField(default=list)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    files_added = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(_("first message"), null=True, blank=True)
    last_at = models.DateTimeField(_("last message"), null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.JSONField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(finished_at=None, failed_at=None), name="open_imports")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(failed_at=None), name="import_finished_or_failed_not_both"
            )
        ]

    def __str__(self):
        return f"{self.chat} {self.created_at:%Y-%m-%d}"

    @property
    def is_cut(self) -> bool:
        """Whether the file lacks the lines that open a chat."""
        return any(finding["code"].startswith("beginning_cut") for finding in self.findings)

    @property
    def percent_read(self) -> int:
        return round(100 * self.share_read)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or being done."""
        return not (self.finished_at or self.failed_at)

    @property
    def failure_sentence(self) -> str:
        """Why it failed, in the language that is active."""
        return sentence(self.failure["code"], self.failure["params"]) if self.failure else ""

    @property
    def finding_sentences(self) -> list[str]:
        """What a person should know about the file, in the language that is active."""
        return [sentence(finding["code"], finding["params"]) for finding in self.findings]

    @property
    def counts(self) -> "list[tuple[StrOrPromise, int]]":
        """What the file holds: pairs of a label and a number."""
        return [(label, self.summary[name]) for name, label in COUNTED.items() if name in self.summary]
