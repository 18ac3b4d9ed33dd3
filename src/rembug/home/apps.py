from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rembug.base import navigation


class HomeConfig(AppConfig):
    name = "rembug.home"

    def ready(self):
        from rembug.home import search  # noqa: PLC0415 -- needs the models
        from rembug.messaging import history  # noqa: PLC0415

        navigation.register(10, "home", _("Today"), "today")
        navigation.register(30, "search", _("Ask"), "ask")
        history.on_written(search.index_messages)
        history.on_finished(search.tidy_index)
