from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.events.models.minutes import Decision
from rembug.events.models.plan import Visibility
from rembug.journal.models import record
from rembug.organizations.models import Authority
from rembug.organizations.owned import Owned, OwnedQuerySet
from rembug.organizations.permission import organizations_where
from rembug.people.models import Person


class TaskQuerySet(OwnedQuerySet):
    def visible_to(self, person) -> "TaskQuerySet":
        """The person's own, and those of the person's organizations.

        Budi sees his task and those of FOKUSS; a task out of an event for those invited only is seen by its owner
        and the committee (Ani). Citra, a member elsewhere, sees none of them.
        """
        if not person.is_authenticated:
            return self.none()
        return self.filter(
            Q(owner=person)
            | Q(organization__in=organizations_where(person, Authority.MANAGE))
            | Q(
                Q(event=None) | ~Q(event__visibility=Visibility.INVITED),
                organization__in=organizations_where(person, Authority.SEE),
            )
        )

    def open(self) -> "TaskQuerySet":
        return self.filter(completion=None).order_by("due_on", "pk")

    def done(self) -> "TaskQuerySet":
        return self.filter(completion__isnull=False).order_by("-completion__done_on", "-pk")

    def overdue(self, on: date) -> "TaskQuerySet":
        """Open and due before the day ``on``."""
        return self.open().filter(due_on__lt=on)

    def due_by(self, on: date) -> "TaskQuerySet":
        """Open and due on the day ``on`` or before."""
        return self.open().filter(due_on__lte=on)


class Task(Owned):
    """Something one person does by a date; mostly it comes out of a decision."""

    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="tasks")
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.CharField(_("task"), max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="tasks", verbose_name=_("owner"))
    due_on = models.DateField(_("due on"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "due_on"])]

    def __str__(self):
        return self.title

    @property
    def is_done(self) -> bool:
        return hasattr(self, "completion")

    @property
    def is_late(self) -> bool:
        """Open after its day, or done after it."""
        return (self.completion.done_on if self.is_done else timezone.localdate()) > self.due_on

    def revise(self, *, by, **changes) -> None:
        with transaction.atomic():
            for name, value in changes.items():
                setattr(self, name, value)
            self.changed_at = timezone.now()
            self.save(update_fields=[*changes, "changed_at"])
            record("revised", self, by=by, fields=sorted(changes))

    def complete(self, *, by, done_on: date, note: str = "") -> "Completion":
        """Done, on the day it was truly done. Completing twice keeps the first."""
        if done_on > timezone.localdate():
            raise ValidationError({"done_on": _("That day is still to come.")})
        with transaction.atomic():
            completion, new = Completion.objects.get_or_create(
                task=self, defaults={"done_on": done_on, "note": note, "recorded_by": by}
            )
            if new:
                self._touch()
                record("completed", self, by=by, done_on=done_on.isoformat(), due_on=self.due_on.isoformat())
        self.completion = completion
        return completion

    def reopen(self, *, by) -> None:
        """It is not done after all."""
        with transaction.atomic():
            gone, _rows = Completion.objects.filter(task=self).delete()
            if gone:
                self._touch()
                record("reopened", self, by=by)
        self._state.fields_cache.pop("completion", None)

    def _touch(self) -> None:
        self.changed_at = timezone.now()
        self.save(update_fields=["changed_at"])


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
        return f"{self.task_id}"
