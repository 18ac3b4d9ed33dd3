from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.organizations.owned import Owned, OwnedQuerySet
from rembug.people.models import Person


class Minutes(models.Model):
    """What was said and agreed, in Markdown. Approved minutes no longer change."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="minutes")
    text = models.TextField(_("minutes"), blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("taken by"))
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self):
        return f"{self.event}"


class Approval(models.Model):
    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="approval")
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text=_("Of the text as approved."))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self):
        return f"{self.minutes}"


class Decision(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("decision"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class TaskQuerySet(OwnedQuerySet):
    def open(self) -> "TaskQuerySet":
        return self.filter(completion=None)


class Task(Owned):
    """Something one person does by a date; mostly it comes out of a decision."""

    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="tasks")
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.CharField(_("task"), max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="tasks", verbose_name=_("owner"))
    due_on = models.DateField(_("due on"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "due_on"])]

    def __str__(self):
        return self.title


class Completion(models.Model):
    """A task is done: when it was truly done, and by whom it was recorded."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="completion")
    done_on = models.DateField(_("done on"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")

    def __str__(self):
        return f"{self.task}"
