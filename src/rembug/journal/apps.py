from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "rembug.journal"

    def ready(self):
        post_migrate.connect(guard_journal, sender=self)


def guard_journal(*, using, plan=(), **_options):
    """After every ``migrate``: a migration that rebuilds the table on SQLite has dropped its triggers."""
    from rembug.journal import guard  # noqa: PLC0415 -- models are not loaded yet when this module is

    if guard.TABLE in guard.connection.introspection.table_names():
        guard.install()
