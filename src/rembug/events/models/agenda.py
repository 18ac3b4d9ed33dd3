from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.journal.models import record
from rembug.people.models import Person


class AgendaItem(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("subject"), max_length=200)
    lead = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("led by"))
    lead_name = models.CharField(
        _("led by a guest"), max_length=120, blank=True, help_text=_("For somebody who is not a member.")
    )
    minutes = models.PositiveSmallIntegerField(_("planned minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def led_by(self) -> str:
        return self.lead_name or (self.lead.name if self.lead else "")

    def revise(self, *, by, **changes) -> None:
        with transaction.atomic():
            for name, value in changes.items():
                setattr(self, name, value)
            self.save(update_fields=list(changes))
            record("changed the agenda", self.event, by=by)

    def move(self, steps: int, *, by) -> None:
        """Up (-1) or down (+1) the agenda; at its end it stays."""
        with transaction.atomic():
            items = list(AgendaItem.objects.select_for_update().filter(event=self.event_id))
            old = items.index(self)
            new = min(max(old + steps, 0), len(items) - 1)
            items.insert(new, items.pop(old))
            self._number(items)
            if new != old:
                record("changed the agenda", self.event, by=by)

    def remove(self, *, by) -> None:
        with transaction.atomic():
            self.delete()
            self._number(list(AgendaItem.objects.filter(event=self.event_id)))
            record("changed the agenda", self.event, by=by)

    @staticmethod
    def _number(items: list["AgendaItem"]) -> None:
        for position, item in enumerate(items, 1):
            item.position = position
        AgendaItem.objects.bulk_update(items, ["position"])
