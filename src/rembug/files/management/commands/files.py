"""``rembug files sweep``."""

from datetime import timedelta

from django.core.management.base import BaseCommand

from rembug.files.sweep import sweep


class Command(BaseCommand):
    help = "Stored files: sweep away what nothing holds any more."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        deed = deeds.add_parser("sweep", help="Delete files that no thing holds.")
        deed.add_argument("--hours", type=float, default=24, help="leave what is younger than this (24)")

    def handle(self, *, deed, hours, **options):
        rows, files = sweep(timedelta(hours=hours))
        self.stdout.write(f"{rows} rows and {files} files that nothing held are gone.")
