from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.areas.fields import AreaField
from rembug.areas.models import Area, Level
from rembug.base.forms import DateInput, TimeInput
from rembug.events import recurrence
from rembug.events.models import Event, EventKind, Series, Visibility
from rembug.organizations.models import Membership, current
from rembug.people.models import Person

LONGEST = timedelta(days=31)
FARTHEST_BACK = timedelta(days=366)

REPEATS = [
    ("", _("only once")),
    ("weekly", _("every week, on the same day")),
    ("fortnightly", _("every two weeks, on the same day")),
    ("monthly_weekday", _("every month, on the same weekday (such as the first Monday)")),
    ("monthly_day", _("every month, on the same day of the month")),
    ("yearly", _("every year")),
]


def members_of(organization):
    memberships = Membership.objects.filter(current(timezone.localdate()), organization=organization)
    return Person.objects.filter(pk__in=memberships.values("person_id")).order_by("name", "pk")


class PlanForm(forms.Form):
    """What, when and where. The clock is that of the area."""

    title = forms.CharField(label=_("What is it called?"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind)
    day = forms.DateField(label=_("Date"), widget=DateInput)
    begins = forms.TimeField(label=_("Start time"), widget=TimeInput)
    ends = forms.TimeField(label=_("End time"), widget=TimeInput)
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Only if it lasts more than one day.")
    )
    place = forms.CharField(label=_("Place"), max_length=150, help_text=_("For example: village hall of Klahang."))
    area = AreaField(label=_("Village or district of the place"))
    description = forms.CharField(label=_("What is it about?"), required=False, widget=forms.Textarea)
    visibility = forms.ChoiceField(label=_("Who sees it?"), choices=Visibility, initial=Visibility.MEMBERS)
    chaired_by = forms.ModelChoiceField(label=_("Chaired by"), queryset=Person.objects.none(), required=False)
    minutes_by = forms.ModelChoiceField(label=_("Minutes taken by"), queryset=Person.objects.none(), required=False)

    def __init__(self, *args, organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = organization
        people = members_of(organization)
        self.fields["chaired_by"].queryset = self.fields["minutes_by"].queryset = people

    def clean(self):
        cleaned = super().clean()
        if not {"day", "begins", "ends", "area"} <= cleaned.keys():
            return cleaned
        zone = ZoneInfo(cleaned["area"].time_zone)
        starts_at = datetime.combine(cleaned["day"], cleaned["begins"], zone)
        ends_at = datetime.combine(cleaned.get("last_day") or cleaned["day"], cleaned["ends"], zone)
        if ends_at <= starts_at:
            self.add_error("ends", _("The end is before the start."))
        elif ends_at - starts_at > LONGEST:
            self.add_error("last_day", _("An event lasts one month at most."))
        if abs(starts_at - timezone.now()) > timedelta(days=366 * 10):
            self.add_error("day", _("This date is too far away."))
        cleaned |= {"starts_at": starts_at, "ends_at": ends_at}
        return cleaned

    def plan(self) -> dict:
        """The fields of an event or series that both have."""
        names = ("title", "kind", "place", "area", "description", "visibility", "chaired_by", "minutes_by")
        return {name: self.cleaned_data[name] for name in names} | {"time_zone": self.cleaned_data["area"].time_zone}

    @staticmethod
    def initial_of(event: Event) -> dict:
        """An event as the form shows it."""
        start, end = event.local_start, event.local_end
        return event.plan() | {
            "area": event.area,
            "chaired_by": event.chaired_by_id,
            "minutes_by": event.minutes_by_id,
            "day": start.date(),
            "begins": start.time(),
            "ends": end.time(),
            "last_day": end.date() if end.date() != start.date() else None,
        }


class RepeatFields(forms.Form):
    repeat = forms.ChoiceField(label=_("How often?"), choices=REPEATS, required=False)
    until = forms.DateField(
        label=_("Repeat until"), required=False, widget=DateInput, help_text=_("Leave empty if no end is known.")
    )
    count = forms.IntegerField(
        label=_("or so many times"), required=False, min_value=2, max_value=500, widget=forms.NumberInput
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("until") and cleaned.get("count"):
            self.add_error("count", _("Choose a last date or a number of times, not both."))
        if cleaned.get("until") and cleaned.get("day") and cleaned["until"] < cleaned["day"]:
            self.add_error("until", _("The last date is before the first."))
        return cleaned

    def rule(self) -> str:
        """The recurrence that was chosen, from the date of the first event."""
        cleaned = self.cleaned_data
        return recurrence.rule_for(
            recurrence.Repeat(cleaned["repeat"]),
            cleaned["day"],
            zone=cleaned["starts_at"].tzinfo,
            until=cleaned["until"],
            count=cleaned["count"],
        )


class NewEventForm(RepeatFields, PlanForm):
    """A single event or a series, with the villages it spans."""

    all_villages = forms.BooleanField(required=False)
    invite_members = forms.BooleanField(label=_("Invite all members"), required=False, initial=True)

    field_order = [
        "title", "kind", "day", "begins", "ends", "last_day", "repeat", "until", "count", "place", "area",
        "all_villages", "invite_members", "description", "visibility", "chaired_by", "minutes_by",
    ]  # fmt: skip

    def __init__(self, *args, organization, **kwargs):
        kwargs["initial"] = {
            "area": organization.area,
            "begins": time(9),
            "ends": time(11),
            "all_villages": organization.area.level >= Level.DISTRICT,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["all_villages"].label = _("For all villages of %(area)s") % {"area": organization.area.name}
        self.fields["invite_members"].help_text = _("For a series: two weeks before each event.")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < timezone.localdate() - FARTHEST_BACK:
            raise ValidationError(_("Events are entered one year back at most."))
        return day

    def schedule(self, *, by) -> Event:
        """Put it into the calendar; gives the event, or the first of the series."""
        cleaned = self.cleaned_data
        fields = {"organization": self.organization, **self.plan()}
        villages = villages_of(self.organization.area) if cleaned["all_villages"] else []
        if not cleaned["repeat"]:
            event = Event.schedule(
                by=by, villages=villages, starts_at=cleaned["starts_at"], ends_at=cleaned["ends_at"], **fields
            )
            if cleaned["invite_members"] and not event.is_over:
                event.invite_members(by=by)
            return event
        series = Series.begin(
            by=by,
            villages=villages,
            recurrence=self.rule(),
            starts_at=cleaned["starts_at"],
            duration=cleaned["ends_at"] - cleaned["starts_at"],
            invites_members=cleaned["invite_members"],
            **fields,
        )
        return series.events.order_by("starts_at").first()


class EditEventForm(PlanForm):
    """Changes one event."""

    def revise(self, event: Event, *, by) -> Event:
        cleaned = self.cleaned_data
        event.revise(by=by, starts_at=cleaned["starts_at"], ends_at=cleaned["ends_at"], **self.plan())
        return event


class EditSeriesEventForm(RepeatFields, EditEventForm):
    """Changes one event of a series, or it and all that follow."""

    scope = forms.ChoiceField(
        label=_("Which ones?"),
        choices=[("one", _("only this one")), ("following", _("this one and all that follow"))],
        widget=forms.RadioSelect,
        initial="one",
    )
    field_order = [
        "scope", "title", "kind", "day", "begins", "ends", "last_day", "repeat", "until", "count", "place", "area",
        "description", "visibility", "chaired_by", "minutes_by",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["repeat"].choices = [("", _("as before")), *REPEATS[1:]]
        self.fields["repeat"].help_text = _("Counts only for this one and all that follow.")

    def revise(self, event: Event, *, by) -> Event:
        cleaned = self.cleaned_data
        if cleaned["scope"] == "one":
            return super().revise(event, by=by)
        changes = {
            **self.plan(),
            "starts_at": cleaned["starts_at"],
            "duration": cleaned["ends_at"] - cleaned["starts_at"],
        }
        if rule := self._new_rule(event):
            changes["recurrence"] = rule
        event.series.change_from(event, by=by, **changes)
        event.refresh_from_db()
        return event

    def _new_rule(self, event: Event) -> str | None:
        """None where the old rule simply goes on."""
        cleaned = self.cleaned_data
        if cleaned["repeat"]:
            return self.rule()
        series = event.series
        old = recurrence.repeat_of(series.recurrence)
        same_day = cleaned["day"] == event.recurrence_at.astimezone(series.zone).date()
        if same_day or old is None:
            return None
        rest = recurrence.parts(recurrence.continued(series.recurrence, series.first, at=event.recurrence_at))
        count = rest.get("COUNT")
        return recurrence.rule_for(
            old,
            cleaned["day"],
            zone=cleaned["starts_at"].tzinfo,
            until=recurrence.until_of(series.recurrence, series.zone),
            count=int(count) if count else None,
        )


def villages_of(area: Area):
    """The villages and wards in force below an area, or the area itself where it is one."""
    if area.level == Level.VILLAGE:
        return Area.objects.filter(pk=area.pk)
    return Area.objects.within(area.pk).filter(level=Level.VILLAGE).in_force(timezone.localdate())


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class EndSeriesForm(forms.Form):
    on = forms.DateField(label=_("No more events from"), widget=DateInput)


class VillagesForm(forms.Form):
    """The villages of one district, and those chosen before."""

    villages = forms.ModelMultipleChoiceField(
        label=_("Villages"), queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["villages"].queryset = choices


class DistrictForm(forms.Form):
    district = AreaField(label=_("District or regency"), help_text=_("All its villages are added."))
