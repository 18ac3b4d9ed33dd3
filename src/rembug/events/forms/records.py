from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.base.forms import DateInput, FileDrop
from rembug.events.forms.event import members_of
from rembug.events.models import AgendaItem, Event
from rembug.events.models.minutes import LONGEST
from rembug.people.models import Person


class AgendaItemForm(forms.ModelForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "lead", "lead_name", "minutes"]

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = members_of(event.organization_id)


class MinutesForm(forms.Form):
    """The text, and the revision upon which it was written."""

    text = forms.CharField(
        label=_("Minutes"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        help_text=_("A line that begins with ## is a heading, one with - an item of a list; **two stars** make bold."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_text(self):
        # A browser sends CRLF; positions and fingerprints count LF.
        return self.cleaned_data["text"].replace("\r\n", "\n")


class CorrectionForm(forms.Form):
    text = forms.CharField(label=_("What was wrong or missing?"), max_length=5000, widget=forms.Textarea)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("Decision"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class TaskForm(forms.Form):
    title = forms.CharField(label=_("What is to be done?"), max_length=200)
    owner = forms.ModelChoiceField(label=_("Who does it?"), queryset=Person.objects.none())
    due_on = forms.DateField(label=_("By when?"), widget=DateInput)

    def __init__(self, *args, organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members_of(organization)


class CompletionForm(forms.Form):
    done_on = forms.DateField(label=_("Done on"), widget=DateInput, help_text=_("The day it was truly done."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"done_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class EventFileForm(forms.Form):
    file = forms.FileField(label=_("Photo or document"), widget=FileDrop)
    caption = forms.CharField(label=_("What does it show?"), max_length=200, required=False)
