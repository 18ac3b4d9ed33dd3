import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.event import Event
from rembug.journal.models import record
from rembug.people.models import Person

LONGEST = 200_000


class StaleRevision(Exception):
    """Somebody else saved meanwhile. ``minutes`` is what stands now; nothing was overwritten."""

    def __init__(self, minutes: "Minutes"):
        super().__init__(minutes.pk)
        self.minutes = minutes


class Minutes(models.Model):
    """What was said and agreed, in Markdown. Approved minutes no longer change; corrections are added to them."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="minutes")
    text = models.TextField(_("minutes"), blank=True, max_length=LONGEST)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("taken by"))
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self):
        return f"{self.event}"

    @property
    def is_submitted(self) -> bool:
        return hasattr(self, "submission")

    @property
    def is_approved(self) -> bool:
        return hasattr(self, "approval")

    def write(self, text: str, *, by, revision: int) -> None:
        """Save a text that was written upon ``revision``.

        StaleRevision if another one stands now, unless it has the same text: a save that
        is repeated because its answer was lost is harmless. ValidationError once
        submitted or approved.
        """
        with transaction.atomic():
            now = self._locked()
            if now.text == text:
                self._take_over(now)
                return
            if now.is_approved:
                raise ValidationError(_("The minutes are approved and no longer change. Add a correction instead."))
            if now.is_submitted:
                raise ValidationError(_("The minutes wait for approval. Take them back before you go on writing."))
            if now.revision != revision:
                raise StaleRevision(now)
            now.text, now.revision, now.changed_at = text, revision + 1, timezone.now()
            now.save(update_fields=["text", "revision", "changed_at"])
            now.revisions.create(number=now.revision, text=text, changed_by=by)
            record("wrote minutes", now.event, by=by, revision=now.revision)
            self._take_over(now)

    def submit(self, *, by) -> "Submission":
        """Ask for approval; the text rests until then. Submitting twice keeps the first."""
        with transaction.atomic():
            now = self._locked()
            if now.is_approved:
                raise ValidationError(_("The minutes are approved already."))
            if not now.text.strip():
                raise ValidationError(_("The minutes are still empty."))
            submission, new = Submission.objects.get_or_create(minutes=now, defaults={"submitted_by": by})
            if new:
                record("submitted minutes", now.event, by=by, revision=now.revision)
            self._take_over(self._locked())
        return submission

    def take_back(self, *, by) -> None:
        """Go on writing; also how an officer returns minutes that are not ready."""
        with transaction.atomic():
            now = self._locked()
            if now.is_approved:
                raise ValidationError(_("The minutes are approved already."))
            gone, _rows = Submission.objects.filter(minutes=now).delete()
            if gone:
                record("took minutes back", now.event, by=by, revision=now.revision)
            self._take_over(self._locked())

    def approve(self, *, by, revision: int) -> "Approval":
        """Approve the text that was read: ``revision``. From now on text, decisions and attendance are closed."""
        with transaction.atomic():
            now = self._locked()
            if now.is_approved:
                return now.approval
            if not now.is_submitted:
                raise ValidationError(_("The minutes have not been submitted for approval."))
            if now.revision != revision:
                raise StaleRevision(now)
            approval = Approval.objects.create(
                minutes=now, approved_by=by, revision=now.revision, sha256=now.fingerprint()
            )
            record("approved minutes", now.event, by=by, revision=now.revision, sha256=approval.sha256)
            self._take_over(self._locked())
        return approval

    def correct(self, text: str, *, by) -> "Correction":
        """Add to approved minutes what was wrong or missing; the text itself stays."""
        with transaction.atomic():
            if not self._locked().is_approved:
                raise ValidationError(_("Minutes that are not approved can simply be changed."))
            correction = self.corrections.create(text=text, recorded_by=by)
            record("corrected minutes", correction, by=by, event=self.event_id)
        return correction

    def fingerprint(self) -> str:
        """SHA-256 over the text and the decisions in their order, as JSON without spaces, in UTF-8."""
        decisions = list(self.event.decisions.values_list("text", flat=True))
        content = json.dumps([self.text, decisions], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    def _locked(self) -> "Minutes":
        # The event's row first, as everywhere, so that nobody waits for the other in a circle.
        Event.objects.select_for_update().get(pk=self.event_id)
        return Minutes.objects.select_related("event", "submission", "approval").get(pk=self.pk)

    def _take_over(self, now: "Minutes") -> None:
        self.text, self.revision, self.changed_at = now.text, now.revision, now.changed_at
        for name in ("submission", "approval"):
            self._state.fields_cache.pop(name, None)
            if hasattr(now, name):
                self._state.fields_cache[name] = getattr(now, name)


class MinutesRevision(models.Model):
    """Each saved text: what somebody deletes by mistake can be read again."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    text = models.TextField(_("minutes"), blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("revision of minutes")
        verbose_name_plural = _("revisions of minutes")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="one_text_per_revision")]

    def __str__(self):
        return f"{self.minutes_id} {self.number}"


class Submission(models.Model):
    """The minutes wait for approval."""

    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="submission")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("submission of minutes")
        verbose_name_plural = _("submissions of minutes")

    def __str__(self):
        return f"{self.minutes_id}"


class Approval(models.Model):
    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="approval")
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text=_("Of the text and the decisions as approved."))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self):
        return f"{self.minutes_id}"

    @property
    def holds(self) -> bool:
        """Whether text and decisions are still those that were approved."""
        return self.minutes.fingerprint() == self.sha256


class Correction(models.Model):
    """An addition to approved minutes."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="corrections")
    text = models.TextField(_("correction"))
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["recorded_at", "pk"]

    def __str__(self):
        return self.text


class Decision(models.Model):
    """Something agreed, with its number in the minutes."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("decision"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    def revise(self, text: str, *, by) -> None:
        with transaction.atomic():
            self.event.refuse_if_approved()
            self.text = text
            self.save(update_fields=["text"])
            record("changed a decision", self, by=by, event=self.event_id)

    def remove(self, *, by) -> None:
        """Take it out; the later ones move up. Its tasks stay."""
        with transaction.atomic():
            self.event.refuse_if_approved()
            record("removed a decision", self, by=by, event=self.event_id)
            self.delete()
            left = list(Decision.objects.filter(event=self.event_id))
            for position, decision in enumerate(left, 1):
                decision.position = position
            Decision.objects.bulk_update(left, ["position"])
