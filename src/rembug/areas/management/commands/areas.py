"""``rembug areas load`` and ``rembug areas search TEXT``."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rembug.areas import edition, official
from rembug.areas.models import Level
from rembug.areas.search import search


class Command(BaseCommand):
    help = "The official hierarchy of areas: load it, search it."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        load = deeds.add_parser(
            "load", help="Bring the official list into the database; a second time changes nothing."
        )
        load.add_argument("--within", metavar="CODE", help="only this area with those above and below it: 33.02.19")

        search = deeds.add_parser("search", help="Find areas by name and path.")
        search.add_argument("text", nargs="+", help="sokaraja banyumas")
        search.add_argument("--limit", type=int, default=10, help="how many at most (10)")
        search.add_argument("--level", choices=[level.name.lower() for level in Level], help="only areas of this level")
        search.add_argument("--within", metavar="CODE", help="only this area and those below it")

    def handle(self, *, deed, **options):
        getattr(self, deed)(**options)

    def load(self, *, within, **options):
        try:
            decree, _since = official.edition()
            total = official.count(within)
            with tqdm(total=total, unit=" areas", disable=None) as bar:
                outcome = edition.bring_in(within, progress=bar.update)
            codes = edition.note_bps_codes()
        except (LookupError, edition.OlderEdition) as error:
            raise CommandError(error.args[0]) from None
        if not outcome.rows + codes:
            self.stdout.write(f"{total} areas as in {decree}: nothing to change.")
            return
        self.stdout.write(
            f"{total} areas as in {decree}: {outcome.added} added, {outcome.changed} changed, {outcome.ended} ended "
            f"({outcome.succeeded} with a known successor); {codes} BPS codes written."
        )

    def search(self, *, text, limit, level, within, **options):
        found = search(" ".join(text), limit=limit, level=Level[level.upper()] if level else None, within=within)
        for area in found:
            self.stdout.write(f"{area.code:<13}  {area.path}  {area.get_time_zone_display()}")
        if not found:
            raise CommandError("No area of this name was found.")
