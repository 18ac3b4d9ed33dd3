"""How a person proves to be the one: the adapter between allauth's flow and a Person."""

from allauth.account.adapter import DefaultAccountAdapter


class PhoneAdapter(DefaultAccountAdapter):
    pass
