from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.journal.models import record
from rembug.people.models.person import Person


class PostKind(models.TextChoices):
    VILLAGE_SECRETARY = "village_secretary", _("Village secretary")
    VILLAGE_HEAD = "village_head", _("Village head")
    VILLAGE_OFFICIAL = "village_official", _("Village official")
    VILLAGE_FACILITATOR = "village_facilitator", _("Village facilitator")
    DISTRICT_OFFICER = "district_officer", _("District officer")
    EXTENSION_WORKER = "extension_worker", _("Social extension worker")
    OTHER = "other", _("Other")


class PostQuerySet(models.QuerySet):
    def held_on(self, date) -> "PostQuerySet":
        """Posts held on a date; the day of leaving is no longer held."""
        return self.filter(Q(until=None) | Q(until__gt=date), since__lte=date)


class Post(models.Model):
    """An office that a person holds somewhere for some time: "village secretary of Klahang since 2019"."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    kind = models.CharField(_("post"), max_length=30, choices=PostKind)
    title = models.CharField(_("title of the post"), max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="posts", verbose_name=_("area"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_in_order"),
            models.UniqueConstraint(
                fields=["person", "kind", "area"], condition=Q(until=None), name="one_current_post_of_a_kind"
            ),
        ]

    def __str__(self):
        return f"{self.title or self.get_kind_display()} {self.area}"

    @classmethod
    def take_up(cls, person: Person, *, kind: str, area: Area, since: date, title: str = "", by: Person) -> "Post":
        """The person holds this post from ``since`` on, and works in the time zone of its area."""
        if cls.objects.filter(person=person, kind=kind, area=area, until=None).exists():
            raise ValidationError(gettext("This post is already recorded and has not ended."))
        with transaction.atomic():
            post = cls.objects.create(person=person, kind=kind, area=area, since=since, title=title)
            person.work_in(area)
            record("post_taken_up", post, by=by)
        return post

    def end(self, on: date, *, by: Person) -> None:
        """``on`` is the first day on which the post is no longer held."""
        if on < self.since:
            raise ValidationError(gettext("A post cannot end before it began."))
        with transaction.atomic():
            self.until = on
            self.save(update_fields=["until"])
            record("post_ended", self, by=by)
