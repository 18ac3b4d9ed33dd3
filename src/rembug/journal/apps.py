from django.apps import AppConfig
from django.core.management import CommandError
from django.db.models.signals import post_migrate

from rembug.base.backup import afterwards


class JournalConfig(AppConfig):
    name = "rembug.journal"

    def ready(self):
        post_migrate.connect(guard_journal, sender=self)
        afterwards.checks.append(verify_restored)


def guard_journal(*, using, plan=(), **_options):
    """After every ``migrate``: a migration that rebuilds the table on SQLite has dropped its triggers."""
    from rembug.journal import guard  # noqa: PLC0415 -- models are not loaded yet when this module is

    if guard.TABLE in guard.connection.introspection.table_names():
        guard.install()


def verify_restored() -> str:
    """The journal as it came back from a backup."""
    from rembug.journal import chain  # noqa: PLC0415 -- as above

    try:
        head = chain.verify()
    except chain.Broken as broken:
        raise CommandError(f"All is restored, but the journal in the backup is not whole: {broken}") from None
    return f"The journal is whole: {head.sequence} deeds. Head: {head.sequence} {head.hash}"
