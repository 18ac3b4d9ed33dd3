from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rembug.base import navigation


class HomeConfig(AppConfig):
    name = "rembug.home"

    def ready(self):
        navigation.register(10, "home", _("Today"), "today")
