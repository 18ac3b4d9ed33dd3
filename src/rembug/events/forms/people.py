import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.events.forms.event import members_of, villages_of
from rembug.events.models import Event, Reply
from rembug.organizations.models import RoleKind
from rembug.people.models import Person


class InviteForm(forms.Form):
    """All members, those who hold a role, or chosen ones."""

    whom = forms.ChoiceField(
        label=_("Invite whom?"),
        choices=[("all", _("all members")), ("role", _("those with a role")), ("chosen", _("chosen members"))],
        widget=forms.RadioSelect,
        initial="all",
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=RoleKind, required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Members who are not invited yet"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        people = members_of(event.organization_id)
        self.fields["people"].queryset = people.exclude(pk__in=event.invitations.values("person_id"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("whom") == "role" and not cleaned.get("roles"):
            self.add_error("roles", _("Choose at least one role."))
        if cleaned.get("whom") == "chosen" and not cleaned.get("people"):
            self.add_error("people", _("Choose at least one member."))
        return cleaned

    def invite(self, *, by) -> int:
        cleaned = self.cleaned_data
        if cleaned["whom"] == "all":
            return self.event.invite_members(by=by)
        people = cleaned["people"] if cleaned["whom"] == "chosen" else self.event.members_with_role(cleaned["roles"])
        return self.event.invite(people, by=by)


class ReplyForm(forms.Form):
    reply = forms.ChoiceField(label=_("Will you come?"), choices=Reply, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For example: with the village head, a little late."),
    )


class ListForm(forms.Form):
    """Tick the members who are there."""

    people = forms.ModelMultipleChoiceField(
        label=_("Who is there?"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Why after the approval of the minutes?"), max_length=200, widget=forms.TextInput)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = absent_members(event)
        if not event.is_approved:
            del self.fields["reason"]


def absent_members(event: Event):
    """The members and the invited who are not on the list."""
    present = event.attendances.present().filter(person__isnull=False).values("person_id")
    known = members_of(event.organization_id) | Person.objects.filter(pk__in=event.invitations.values("person_id"))
    return known.exclude(pk__in=present).order_by("name", "pk")


class GuestForm(forms.Form):
    """Somebody who has no record here. The hidden operation makes a repeated tap count once."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    post = forms.CharField(label=_("Post"), max_length=100, required=False)
    area = forms.ModelChoiceField(label=_("Village"), queryset=Area.objects.none(), required=False)
    reason = forms.CharField(label=_("Why after the approval of the minutes?"), max_length=200)
    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, event: Event, **kwargs):
        kwargs["initial"] = {"operation": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = event.villages.order_by("name") if event.villages.exists() else _near(event)
        self.fields["area"].empty_label = _("another place")
        if not event.is_approved:
            del self.fields["reason"]


def _near(event: Event):
    district = ".".join(event.area_id.split(".")[:3])
    return villages_of(Area.objects.get(pk=district)).order_by("name")
