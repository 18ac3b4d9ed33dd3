from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.journal.models import record
from rembug.people.models.person import Person

TERM = timedelta(hours=3 * 24)  # Law 27/2022: 3 x 24 hours from the request


class ErasureRequestQuerySet(models.QuerySet):
    def open(self) -> "ErasureRequestQuerySet":
        return self.filter(carried_out_at=None)

    def overdue(self) -> "ErasureRequestQuerySet":
        return self.open().filter(requested_at__lte=timezone.now() - TERM)


class ErasureRequest(models.Model):
    """A person asks to be forgotten. Carrying it out makes the person anonymous; the deed stays in the journal."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="erasure_request")
    requested_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"), blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        ordering = ["requested_at"]

    def __str__(self):
        return f"{self.person_id}"

    @property
    def due_at(self):
        return self.requested_at + TERM

    @classmethod
    def ask(cls, person: Person, *, reason: str = "", by: Person) -> "ErasureRequest":
        """Start the countdown. Asking twice keeps the first request and its time."""
        with transaction.atomic():
            request, new = cls.objects.get_or_create(person=person, defaults={"reason": reason})
            if new:
                record("erasure_requested", request, by=by)
        return request

    def cancel(self, *, by: Person) -> None:
        """The person stays after all. Not possible once it is carried out."""
        with transaction.atomic():
            if type(self).objects.open().filter(pk=self.pk).exists():
                record("erasure_cancelled", self, by=by)
                self.delete()
