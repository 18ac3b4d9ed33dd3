"""``rembug whatsapp import|synthetic``. (``rembug whatsapp parse`` needs no database and is its own door.)"""

import json
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from rembug.files.storing import FileRefused
from rembug.messaging import imports
from rembug.messaging.models import Chat, Import
from rembug.messaging.whatsapp_export.synthetic import history
from rembug.messaging.whatsapp_export.synthetic_views import STYLES, View, counts
from rembug.organizations.models import Organization


class Command(BaseCommand):
    help = "Import the export of a WhatsApp group, or write an invented one."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        bring = deeds.add_parser("import", help="import an export, as the page does")
        bring.add_argument("file", type=Path)
        bring.add_argument("--organization", type=int, required=True, help="key of the organization")
        bring.add_argument("--chat", help="name of the group; without it the file's own")
        write = deeds.add_parser("synthetic", help="write an invented export, and the truth beside it")
        write.add_argument("file", type=Path)
        write.add_argument("--messages", type=int, default=10_000)
        write.add_argument("--seed", type=int, default=1)
        write.add_argument("--style", choices=sorted(STYLES), default="android_id")

    def handle(self, *, deed, **options):
        {"import": self.bring, "synthetic": self.write}[deed](**options)

    def bring(self, *, file: Path, organization: int, chat: str | None, **options):
        """Queue the import and do it here; a worker that is quicker may take it."""
        try:
            owner = Organization.objects.get(pk=organization)
        except Organization.DoesNotExist as error:
            raise CommandError(_("There is no organization with the key %(key)s.") % {"key": organization}) from error
        name = chat or imports.chat_name_of(file.name)
        if not name:
            raise CommandError(_("The file carries no name of a group. Give it with --chat."))
        try:
            with file.open("rb") as content:
                stored = imports.keep_export(content, file.name)
        except FileRefused as error:
            raise CommandError(" ".join(error.messages)) from error
        except OSError as error:
            raise CommandError(_("The file %(name)s cannot be opened.") % {"name": file.name}) from error
        one = Import.objects.ask(Chat.objects.of_name(name, owner, by=None), stored, by=None)
        with tqdm(total=100, unit="%", disable=not sys.stderr.isatty()) as bar:
            while one.is_open:
                if not imports.run_next(told=lambda running: bar.update(running.percent_read - bar.n)):
                    time.sleep(0.5)  # a worker was quicker
                one.refresh_from_db()
        for sentence in one.finding_sentences:
            self.stderr.write(sentence)
        if one.failed_at:
            raise CommandError(one.failure_sentence)
        self.stdout.write(
            _("%(added)d new, %(updated)d changed, %(unchanged)d unchanged, %(files)d files.")
            % {
                "added": one.added,
                "updated": one.updated,
                "unchanged": one.unchanged,
                "files": one.files_added,
            }
        )

    def write(self, *, file: Path, messages: int, seed: int, style: str, **options):
        view = View(style)
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(tqdm(view.lines(history(messages, seed)), total=messages, disable=not sys.stderr.isatty()))
        found, senders = counts(view.expected(history(messages, seed)))
        truth = {**found, "senders": dict(senders)}
        file.with_suffix(".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1))
        self.stdout.write(_("Wrote %(count)d invented messages.") % {"count": messages})
