"""``rembug flush``, as Django has it, with the journal's guard lifted: who empties a database means the journal too."""

from django.core.management.commands import flush

from rembug.journal import guard


class Command(flush.Command):
    def handle(self, **options):
        with guard.lifted():
            super().handle(**options)
