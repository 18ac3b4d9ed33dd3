"""An area in a form: typed as people say it, found by name and path, asked back where several are meant."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import CODE, Area
from rembug.areas.search import named, search

OFFERED = 8


class AreaInput(forms.TextInput):
    """A text input that suggests while one types; after a doubtful answer also one radio button for each area meant.

    The choice counts only for the text that it was offered for, so that typing
    something else after all is not overruled by it.
    """

    template_name = "areas/area_input.html"

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false", **(attrs or {})})
        self.offered: list[Area] = []
        self.level = self.within = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["offered"] = self.offered
        context["search_url"] = reverse_lazy("areas:search")
        context["level"], context["within"] = self.level, self.within
        return context

    def value_from_datadict(self, data, files, name):
        text = data.get(name)
        if data.get(f"{name}-choice") and data.get(f"{name}-asked") == text:
            return data[f"{name}-choice"]
        return text


class AreaField(forms.Field):
    """Cleans to an Area in force, or None when empty and not required.

    Takes a dotted code, a name, or a name with those above it ("Klahang, Sokaraja,
    Banyumas"). ``level`` and ``within`` (a code) narrow what is accepted. Where several
    areas are meant, or none but some are spelt alike, the error says so and the widget
    offers them.
    """

    widget = AreaInput
    default_error_messages = {
        "unknown": _("No area of this name was found. Please check the spelling, or add the regency."),
        "several": _("Several areas have this name. Please choose one."),
        "alike": _("No area is called exactly so. Did you mean one of these?"),
    }

    def __init__(self, *, level: int | None = None, within: str | None = None, **options):
        super().__init__(**options)
        self.level = self.widget.level = level
        self.within = self.widget.within = within

    def prepare_value(self, value):
        if isinstance(value, str) and re.fullmatch(CODE, value):
            value = Area.objects.filter(code=value).first() or value
        return value.path if isinstance(value, Area) else value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Area):
            return value or None
        text = " ".join(str(value).split())
        if re.fullmatch(CODE, text):
            areas = [area for area in search(text, limit=1, level=self.level, within=self.within) if area.code == text]
        else:
            areas = named(text, level=self.level, within=self.within)
            # As the suggestions and the form itself write it: "Bogor, Jawa Barat" is the regency, not the city.
            areas = [area for area in areas if area.path.casefold() == text.casefold()] or areas
        if len(areas) == 1:
            return areas[0]
        self.widget.offered = areas[:OFFERED] or search(text, limit=OFFERED, level=self.level, within=self.within)
        raise ValidationError(*self._doubt("several" if areas else "alike" if self.widget.offered else "unknown"))

    def _doubt(self, code: str) -> tuple:
        return self.error_messages[code], code

    def has_changed(self, initial, data):
        before = initial.pk if isinstance(initial, Area) else initial
        return bool(data or before) and data not in (before, self.prepare_value(before))
