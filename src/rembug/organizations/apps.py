from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rembug.base import cards, navigation


class OrganizationsConfig(AppConfig):
    name = "rembug.organizations"

    def ready(self):
        from rembug.organizations import home_cards, my_data  # noqa: PLC0415 -- models must be loaded
        from rembug.people import erasure  # noqa: PLC0415 -- models must be loaded
        from rembug.people.my_data import register as export  # noqa: PLC0415 -- models must be loaded

        navigation.register(40, "organizations:list", _("Members"), "people")
        cards.register(home_cards.invitations)
        cards.register(home_cards.erasures)
        cards.register(home_cards.second_factor)
        export("memberships", my_data.memberships, _("Memberships and roles"))
        export("invitations", my_data.invitations, _("Invitations to you"))
        export("hand_overs", my_data.hand_overs, _("Offices handed over"))
        erasure.register(my_data.forget)
