try:
    from rembug.areas.fields import AreaField
except ImportError:
    from django import forms

    from rembug.areas.models import Area

    class AreaField(forms.CharField):
        def clean(self, value):
            value = super().clean(value)
            if not value:
                return None
            found = Area.objects.filter(code=value).first() or Area.objects.filter(name=value).first()
            if not found:
                raise forms.ValidationError("no such area")
            return found

        def prepare_value(self, value):
            return value.path if isinstance(value, Area) else value
