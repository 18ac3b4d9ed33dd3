"""``rembug journal verify``."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rembug.journal import chain
from rembug.journal.models import Deed


class Command(BaseCommand):
    help = "The journal of deeds: check that nothing in it was changed."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        verify = deeds.add_parser("verify", help="Check every deed and every hash; print the head to note elsewhere.")
        verify.add_argument("--expect", metavar="HASH", help="a head noted earlier, which must be in the journal")

    def handle(self, *, deed, expect, **options):
        try:
            with tqdm(total=Deed.objects.count(), unit=" deeds", disable=None) as bar:
                head = chain.verify(expect=expect, progress=bar.update)
        except chain.Broken as broken:
            raise CommandError(str(broken)) from None
        self.stdout.write(f"{head.sequence} deeds, all as they were recorded.")
        self.stdout.write(f"Head: {head.sequence} {head.hash}")
        if not expect:
            self.stdout.write("Note the head elsewhere: only with it (--expect HASH) a cut end is seen next time.")
