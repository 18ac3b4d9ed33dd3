"""What people type about themselves, and how they prove to be themselves."""

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from rembug.areas.fields import AreaField
from rembug.base.forms import CodeInput, DateInput
from rembug.people.fields import ContactField, EmailField, PhoneField
from rembug.people.models import Person, Post

# In words for people; the rules themselves stand in the settings.
PASSWORD_ADVICE = _("At least 10 characters, not only digits, and not a word that many use.")


class SignInForm(LoginForm):
    """A phone number or e-mail address; with a password it signs in, without one a code is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField(widget=forms.TextInput(attrs={"autocomplete": "username"}))
        password = self.fields["password"]
        password.required = False
        password.label = _("Password")
        password.help_text = ""
        password.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        _kind, value = self.cleaned_data["login"]
        return value


class _Code(forms.Form):
    code_label = _("Code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.code_label
        field.widget = CodeInput(attrs={"autocomplete": "one-time-code"})


class SignInCodeForm(_Code, ConfirmLoginCodeForm):
    pass


class SecondFactorForm(_Code, AuthenticateForm):
    code_label = _("Code of the app, or a recovery code")


class SecondFactorAgainForm(_Code, ReauthenticateByCodeForm):
    code_label = _("Code of the app, or a recovery code")


class SecondFactorSetUpForm(_Code, ActivateTOTPForm):
    code_label = _("Code that the app shows")


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class PasswordForm(forms.Form):
    """A new password; the present one too, unless the person has just proved to be the one."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person: Person, ask_present: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if not ask_present:
            del self.fields["present"]

    def clean_present(self) -> str:
        present = self.cleaned_data["present"]
        if not self.person.check_password(present):
            raise ValidationError(_("That is not your password."))
        return present

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class NewPhoneForm(forms.Form):
    value = PhoneField(label=_("New mobile number"), help_text=_("We send a code to it."))


class NewEmailForm(forms.Form):
    value = EmailField(label=_("New e-mail address"), help_text=_("We send a code to it."))


class ContactCodeForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=12, widget=CodeInput)


class PostForm(forms.ModelForm):
    area = AreaField(label=_("Village or other area"))

    class Meta:
        model = Post
        fields = ["kind", "title", "area", "since"]
        widgets = {"since": DateInput}
        help_texts = {"title": _("Only if it differs from the post, for example “Head of the planning section”.")}


class EndOfPostForm(forms.Form):
    on = forms.DateField(label=_("Held until (the first day without it)"), widget=DateInput, initial=localdate)


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You need not give one."),
    )
    sure = forms.BooleanField(label=_("Yes, I want my data erased."))
