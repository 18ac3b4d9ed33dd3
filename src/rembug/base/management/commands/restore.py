"""``rembug restore FILE``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rembug.base.backup import afterwards
from rembug.base.backup.archive import Damaged
from rembug.base.backup.restoring import Refused, restore


class Command(BaseCommand):
    help = "Put what a backup holds in the place of what the database holds: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--yes", action="store_true", help="also when the database is not empty")

    def handle(self, *, file, yes, **options):
        try:
            size = file.stat().st_size
            with tqdm(total=2 * size, unit="B", unit_scale=True, disable=None) as bar:
                end = restore(file, replace=yes, progress=bar.update)
        except (Damaged, Refused, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from None
        self.stdout.write(f"{sum(end['rows'].values()):,} rows and {end['files']:,} files are back from {file}.")
        for check in afterwards.checks:
            self.stdout.write(check())
        self.stdout.write("Restart the server and the worker now, if they run.")
