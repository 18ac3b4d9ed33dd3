from django.apps import AppConfig

from rembug.base import cards, rounds


class MessagingConfig(AppConfig):
    name = "rembug.messaging"

    def ready(self):
        from rembug.messaging import imports, outbox, today  # noqa: PLC0415 -- they need the models

        rounds.register("imports", imports.run_next, every=1)
        rounds.register("outbox", outbox.fill, every=20)
        rounds.register("mail", outbox.deliver_mail, every=2)
        cards.register(today.notifications)
        cards.register(today.to_pass_on)
