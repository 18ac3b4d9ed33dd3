from django import forms
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import CODE, Level

MOST_FOUND = 50


class SearchForm(forms.Form):
    """What to search areas for; cleaned to the arguments of ``search.search``."""

    q = forms.CharField(
        label=_("Name of a village, district or regency"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search", "autocomplete": "off"}),
    )
    level = forms.TypedChoiceField(
        label=_("Level"),
        choices=[("", _("all levels")), *Level.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    within = forms.RegexField(CODE, required=False, empty_value=None, widget=forms.HiddenInput)
    limit = forms.IntegerField(min_value=1, max_value=MOST_FOUND, required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        return {
            "text": data.get("q", ""),
            "level": data.get("level"),
            "within": data.get("within"),
            "limit": data.get("limit") or 10,
        }
