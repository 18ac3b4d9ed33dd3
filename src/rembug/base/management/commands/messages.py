"""``rembug messages collect|compile|check``: the translations of every room."""

import os
import re
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.functional import cached_property

LANGUAGE = "id"


class Command(BaseCommand):
    help = "Collect, compile or check the Indonesian translations of every room."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=["collect", "compile", "check"])

    def handle(self, *, deed, **options):
        getattr(self, deed)()

    @cached_property
    def rooms(self) -> list[Path]:
        """The rooms that have a catalogue or text for one."""
        return sorted(path for path in settings.PACKAGE.iterdir() if (path / "__init__.py").exists())

    def catalogue(self, room: Path) -> Path:
        return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    def collect(self):
        """Bring each room's catalogue up to date with its sources. Needs GNU gettext's xgettext."""
        start = Path.cwd()
        for room in self.rooms:
            (room / "locale").mkdir(exist_ok=True)
            os.chdir(room)
            try:
                call_command("makemessages", locale=[LANGUAGE], verbosity=0, no_obsolete=True, add_location="file")
            finally:
                os.chdir(start)
            path = self.catalogue(room)
            if path.exists():
                text = path.read_text()
                # A date in every catalogue would change in every commit.
                path.write_text(re.sub(r'"POT-Creation-Date: .*\\n"\n', "", text))
            elif not any((room / "locale").iterdir()):
                (room / "locale").rmdir()

    def compile(self):
        """Write the binary catalogues, where older than their source. Needs no gettext."""
        for room in self.rooms:
            source = self.catalogue(room)
            target = source.with_suffix(".mo")
            if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
                polib.pofile(str(source)).save_as_mofile(str(target))

    def check(self):
        """Fail when a text has no translation, a fuzzy one, or lost one of its placeholders."""
        problems = []
        for room in self.rooms:
            source = self.catalogue(room)
            if not source.exists():
                continue
            for entry in polib.pofile(str(source)):
                if entry.obsolete:
                    continue
                where = f"{room.name}: {entry.msgid[:70]!r}"
                translations = [entry.msgstr, *entry.msgstr_plural.values()]
                if not entry.translated():
                    problems.append(f"{where} is not translated")
                elif placeholders(entry.msgid) != placeholders(max(translations, key=len)):
                    problems.append(f"{where} has other placeholders in its translation")
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every text is translated.")


def placeholders(text: str) -> set[str]:
    """The names in a text that a value takes the place of."""
    return set(re.findall(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}", text))
