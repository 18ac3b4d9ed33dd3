from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rembug.base import cards, rounds


class MessagingConfig(AppConfig):
    name = "rembug.messaging"

    def ready(self):
        from rembug.messaging import imports, my_data, outbox, today  # noqa: PLC0415 -- they need the models
        from rembug.people import erasure  # noqa: PLC0415
        from rembug.people import my_data as data_of  # noqa: PLC0415

        rounds.register("imports", imports.run_next, every=1)
        rounds.register("outbox", outbox.fill, every=20)
        rounds.register("mail", outbox.deliver_mail, every=2)
        rounds.register("withdrawals", my_data.heed_withdrawals, every=60)
        cards.register(today.notifications)
        cards.register(today.to_pass_on)
        data_of.register("messages", my_data.messages, _("Your messages in groups"))
        data_of.register("notifications", my_data.notifications, _("Notifications"))
        data_of.register("imports", my_data.imports, _("Exports that you brought in"))
        erasure.register(my_data.forget)
