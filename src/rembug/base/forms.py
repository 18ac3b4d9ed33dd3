"""How every form looks: labels, help, errors and native inputs that a thumb can hit."""

from django import forms
from django.forms.renderers import DjangoTemplates


class FieldRenderer(DjangoTemplates):
    """Renders ``{{ form }}`` and ``{{ field.as_field_group }}`` with the shell's components."""

    form_template_name = "base/components/form.html"
    field_template_name = "base/components/field.html"


class DateInput(forms.DateInput):
    """The phone's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        # The only format that a native input understands, whatever the language.
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The phone's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The phone's own calendar and clock in one; without a zone, as local times are."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class PhoneInput(forms.TextInput):
    """Opens the number pad and offers the owner's own number."""

    input_type = "tel"

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "tel", "inputmode": "tel", "placeholder": "0812…", **(attrs or {})})


class CodeInput(forms.TextInput):
    """A one-time code: number pad, filled in from the message where the phone can, pasting allowed."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "one-time-code", "inputmode": "numeric", **(attrs or {})})


class FileDrop(forms.ClearableFileInput):
    """A file input with a large target; where scripts run, also a place to drop a file."""

    template_name = "base/components/file_drop.html"
