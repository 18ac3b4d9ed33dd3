from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

HOUR = 60 * 60


class EventsConfig(AppConfig):
    name = "rembug.events"

    def ready(self):
        from rembug.base import cards, navigation, rounds  # noqa: PLC0415 -- models must be loaded
        from rembug.events import home_cards, my_data, planning  # noqa: PLC0415 -- models must be loaded
        from rembug.organizations import page  # noqa: PLC0415 -- models must be loaded
        from rembug.people import erasure  # noqa: PLC0415 -- models must be loaded
        from rembug.people.my_data import register as export  # noqa: PLC0415 -- models must be loaded

        navigation.register(20, "events:events", _("Events"), "calendar")
        for card in (home_cards.check_in, home_cards.next_event, home_cards.tasks, home_cards.approvals):
            cards.register(card)
        page.register(10, "events/_of_organization.html", home_cards.of_organization)
        rounds.register("series", planning.plan_all, every=HOUR)
        export("events", my_data.events, _("Invitations and attendance"))
        export("tasks", my_data.tasks, _("Tasks"))
        export("calendar_address", my_data.calendar_address, _("Calendar address"))
        erasure.register(my_data.forget)
