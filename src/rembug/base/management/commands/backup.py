"""``rembug backup FILE``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rembug.base.backup.archive import Damaged
from rembug.base.backup.saving import save


class Command(BaseCommand):
    help = "Write everything that Rembug keeps, rows and files, to one file, while it runs."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file, **options):
        try:
            with tqdm(unit=" rows and files", disable=None) as bar:

                def progress(done, total):
                    bar.total = total
                    bar.update(done - bar.n)

                missing = save(file, progress)
        except (Damaged, OSError) as error:
            raise CommandError(f"No backup was written: {error}") from None
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes, read back and compared.")
        if missing:
            raise CommandError(
                f"{len(missing)} stored files are not on the disk, so the backup has only their rows: "
                + ", ".join(missing[:5])
            )
