"""What an event writes down: agenda, minutes, decisions, tasks. The rows are in the modules of these names."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rembug.events.models.happening import Happening
from rembug.journal.models import record


class Records(Happening):
    class Meta:
        abstract = True

    def add_agenda_item(self, *, by, **fields):
        """Put a subject at the end of the agenda."""
        with transaction.atomic():
            item = self.agenda.create(position=self._next(self.agenda), **fields)
            record("added to the agenda", self, by=by)
        return item

    def minutes_draft(self) -> str:
        """What new minutes begin with: a heading for each subject of the agenda."""
        titles = [item.title for item in self.agenda.all()]
        return "".join(f"## {number}. {title}\n\n\n" for number, title in enumerate(titles, 1))

    def write_minutes(self, text: str, *, by, revision: int):
        """Save minutes that were written upon ``revision``; 0 is the empty page. See ``Minutes.write``."""
        with transaction.atomic():
            minutes, new = self.minutes_model.objects.get_or_create(
                event=self, defaults={"text": text, "taken_by": self.minutes_by or by}
            )
            if new:
                minutes.revisions.create(number=minutes.revision, text=text, changed_by=by)
                record("wrote minutes", self, by=by, revision=minutes.revision)
            else:
                minutes.write(text, by=by, revision=revision)
        return minutes

    @property
    def minutes_model(self):
        return type(self)._meta.get_field("minutes").related_model

    def decide(self, text: str, *, by):
        """Record a decision; it gets the next number."""
        with transaction.atomic():
            self.refuse_if_approved()
            decision = self.decisions.create(position=self._next(self.decisions), text=text)
            record("decided", decision, by=by, event=self.pk)
        return decision

    def assign(self, title: str, *, owner, due_on, by, decision=None):
        """Give a task to somebody, mostly out of a decision of this event."""
        with transaction.atomic():
            task = self.tasks.create(
                organization_id=self.organization_id,
                title=title,
                owner=owner,
                due_on=due_on,
                decision=decision,
                created_by=by,
            )
            record("assigned", task, by=by, event=self.pk)
        return task

    def refuse_if_approved(self) -> None:
        """ValidationError once the minutes are approved: what was decided stays as it was approved."""
        # Locked, so that a change and the approval come one after the other.
        type(self)._default_manager.select_for_update().get(pk=self.pk)
        if self.minutes_model.objects.filter(event=self, approval__isnull=False).exists():
            raise ValidationError(_("The minutes are approved and no longer change. Add a correction instead."))

    @staticmethod
    def _next(rows) -> int:
        return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
