from django import forms
from django.utils.translation import gettext_lazy as _

from rembug.home.search import months
from rembug.messaging.models import Chat, Kind, Sender
from rembug.organizations.models import Organization


class MonthField(forms.DateField):
    """A month; the browser's own month picker where there is one, else typed as 2026-07."""

    widget = forms.DateInput(attrs={"type": "month", "placeholder": "2026-07"}, format="%Y-%m")
    input_formats = ["%Y-%m"]
    default_error_messages = {"invalid": _("Please write the month like 2026-07.")}


class SearchForm(forms.Form):
    """What to look for in the groups of the person's organizations, and by what to narrow it."""

    q = forms.CharField(label=_("What are you looking for?"), required=False, max_length=2000, strip=True)
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organization"), required=False, empty_label=None
    )
    chat = forms.ModelChoiceField(Chat.objects.none(), label=_("Group"), required=False, empty_label=_("all"))
    sender = forms.ModelChoiceField(Sender.objects.none(), label=_("Sender"), required=False, empty_label=_("anyone"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("all")),
            *((kind.value, kind.label) for kind in Kind if kind not in (Kind.SYSTEM, Kind.DELETED)),
        ],
    )
    first = MonthField(label=_("From"), required=False)
    last = MonthField(label=_("To"), required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        organizations = Organization.objects.visible_to(person)
        chats = Chat.objects.visible_to(person)
        self.fields["organization"].queryset = organizations
        self.fields["chat"].queryset = chats.select_related("organization")
        senders = Sender.objects.filter(chat__in=chats)
        self.fields["sender"].queryset = senders.select_related("person", "chat__organization")

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            data["first"], data["last"] = data["last"], data["first"]
        chat = data.get("chat") or (data["sender"].chat if data.get("sender") else None)
        if chat:
            data["organization"] = chat.organization
        return data

    def facets(self) -> tuple[list[str], list[str]]:
        """What every hit must have, and of what it must have one."""
        data = self.cleaned_data
        required = [f"{name}:{data[name].pk}" for name in ("chat", "sender") if data.get(name)]
        if data.get("kind"):
            required.append(f"kind:{data['kind']}")
        return required, months(data.get("first"), data.get("last"))

    @property
    def narrowed(self) -> bool:
        """Whether anything but the question itself was chosen."""
        return any(self.data.get(name) for name in ("chat", "sender", "kind", "first", "last"))
