from django import forms
from django.utils.translation import gettext_lazy as _

from rembug.base.forms import FileDrop
from rembug.messaging.imports import LARGEST_EXPORT, chat_name_of
from rembug.messaging.models import Chat
from rembug.organizations.models import Authority, Organization
from rembug.organizations.permission import organizations_where


class ImportForm(forms.Form):
    """An export file and the chat it belongs to: one that is there, or a new one."""

    file = forms.FileField(
        label=_("Export of the group"),
        help_text=_("The .txt or .zip file that WhatsApp makes under “Export chat”."),
        widget=FileDrop(attrs={"accept": ".txt,.zip,text/plain,application/zip"}),
    )
    chat = forms.ModelChoiceField(
        Chat.objects.none(), label=_("Group"), required=False, empty_label=_("A group that is not here yet")
    )
    name = forms.CharField(
        label=_("Name of the new group"),
        max_length=150,
        required=False,
        help_text=_("Empty: the name that the file carries."),
    )
    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Organization"), empty_label=None)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        managed = organizations_where(person, Authority.MANAGE)
        self.fields["chat"].queryset = Chat.objects.filter(organization__in=managed)
        organizations = Organization.objects.filter(pk__in=managed)
        self.fields["organization"].queryset = organizations
        if len(organizations) == 1:
            self.fields["organization"].initial = organizations[0]
            self.fields["organization"].widget = forms.HiddenInput()
        newest = self.fields["chat"].queryset.order_by("-pk").first()
        if newest:
            self.fields["chat"].initial = newest

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_EXPORT:
            raise forms.ValidationError(
                _("The file has %(size)d MB; at most %(limit)d MB can be imported. Export without media."),
                params={"size": file.size // 1_000_000, "limit": LARGEST_EXPORT // 1_000_000},
            )
        return file

    def clean(self):
        data = super().clean()
        if data.get("file") and not data.get("chat"):
            data["name"] = data.get("name") or chat_name_of(data["file"].name)
            if not data["name"]:
                self.add_error("name", _("The file carries no name of a group. Please write it here."))
        return data


class SenderForm(forms.Form):
    """Which member a sender is."""

    person = forms.ModelChoiceField(None, label=_("Member"), required=False, empty_label=_("nobody yet"))

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members
