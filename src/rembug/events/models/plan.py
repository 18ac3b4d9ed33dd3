from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area, TimeZone
from rembug.organizations.owned import Owned
from rembug.people.models import Person


class EventKind(models.TextChoices):
    ROUTINE_MEETING = "routine_meeting", _("Routine meeting")
    INCIDENTAL_MEETING = "incidental_meeting", _("Incidental meeting")
    TRAINING = "training", _("Training")
    SOCIALISATION = "socialisation", _("Socialisation")
    VISIT = "visit", _("Outside consultation")
    OTHER = "other", _("Other")


class Visibility(models.TextChoices):
    MEMBERS = "members", _("members")
    INVITED = "invited", _("those invited and the committee")
    PUBLIC = "public", _("everyone")


class Plan(Owned):
    """What an event and a series say alike."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    place = models.CharField(_("place"), max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("area"))
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    chaired_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chaired by")
    )
    minutes_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("minutes taken by")
    )

    PLAN_FIELDS = (
        "kind",
        "title",
        "description",
        "time_zone",
        "place",
        "area",
        "visibility",
        "chaired_by",
        "minutes_by",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def plan(self) -> dict:
        """The shared fields by name, to copy them to another event or series."""
        columns = (field for field in self._meta.concrete_fields if field.name in {"organization", *self.PLAN_FIELDS})
        names = [column.attname for column in columns]
        return {name: getattr(self, name) for name in names}
