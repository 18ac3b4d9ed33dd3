"""What officers type about their organization and its people."""

from typing import cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from rembug.areas.fields import AreaField
from rembug.base.forms import DateInput
from rembug.organizations.models import Membership, Organization, Role, RoleKind
from rembug.people.fields import ContactField, EmailField, PhoneField
from rembug.people.forms import PASSWORD_ADVICE
from rembug.people.models import Person


class OrganizationForm(forms.ModelForm):
    area = AreaField(label=_("Area"), help_text=_("For example the district of the association."))

    class Meta:
        model = Organization
        fields = ["name", "kind", "area", "description", "founded_on"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "founded_on": DateInput}


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    contact = ContactField(help_text=_("The link is for the owner of this number or address."))
    area = AreaField(label=_("Village"), required=False, help_text=_("The village the member speaks for."))


class UnreachedMemberForm(forms.Form):
    """A member who has no account: written down by an officer, who keeps the record until the member takes it over."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = PhoneField(required=False)
    email = EmailField(required=False)
    area = AreaField(label=_("Village"), required=False, help_text=_("The village the member speaks for."))

    def __init__(self, *args, person: Person | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def _free(self, address: str) -> str | None:
        value = self.cleaned_data[address] or None
        others = Person.objects.filter(**{address: value})
        if self.person:
            others = others.exclude(pk=self.person.pk)
        if value and others.exists():
            raise ValidationError(_("Somebody in Rembug already has this. Send an invitation instead."))
        return value

    def clean_phone(self) -> str | None:
        return self._free("phone")

    def clean_email(self) -> str | None:
        return self._free("email")


class JoinForm(forms.Form):
    """The invited agrees, and may set a password; must, where no code could reach them the next time."""

    agreed = forms.BooleanField(label=_("I have read this and agree."))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person: Person, ask_password: bool, need_password: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if not ask_password:
            del self.fields["password"]
            return
        password = self.fields["password"]
        password.required = need_password
        why = (
            _("You need it to sign in again: no code can be sent to you.")
            if need_password
            else _("Without one, we send you a code each time you sign in.")
        )
        password.help_text = f"{why} {PASSWORD_ADVICE}"

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.person)
        return password


class RoleForm(forms.ModelForm):
    class Meta:
        model = Role
        fields = ["kind", "since"]
        widgets = {"since": DateInput}


class EndForm(forms.Form):
    on = forms.DateField(label=_("First day without it"), widget=DateInput, initial=localdate)


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, membership: Membership) -> str:
        return f"{membership.person.name} · {membership.area.name}" if membership.area else membership.person.name


class HandOverForm(forms.Form):
    to = MemberChoice(Membership.objects.none(), label=_("Successor"))
    on = forms.DateField(
        label=_("Date of hand-over"),
        widget=DateInput,
        initial=localdate,
        help_text=_("From this day the successor holds the office."),
    )
    items = forms.CharField(
        label=_("What is handed over"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One line for each thing: books, keys, accounts, money, unfinished work."),
    )

    def __init__(self, *args, role: Role, **kwargs):
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["to"])
        field.queryset = (
            role.membership.organization.memberships.on(localdate())
            .filter(until=None, person__is_active=True)
            .exclude(pk=role.membership_id)
            .select_related("person", "area")
            .order_by("person__name", "pk")
        )


class VillageForm(forms.Form):
    area = AreaField(label=_("Village"), required=False, help_text=_("The village the member speaks for."))


class MemberSearchForm(forms.Form):
    q = forms.CharField(
        label=_("Name or village"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("all members")), ("any", _("with a role")), *RoleKind.choices]
    )
