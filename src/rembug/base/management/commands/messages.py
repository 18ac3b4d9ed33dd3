"""``rembug messages collect|compile|check``: the translations of every room."""

import os
import re
import shutil
import tempfile
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
        for room in self.rooms:
            self.collect_room(room)

    def collect_room(self, room: Path) -> None:
        """Bring one room's catalogue, in the folder ``room``, up to date with what stands beside it."""
        (room / "locale").mkdir(exist_ok=True)
        start = Path.cwd()
        os.chdir(room)
        try:
            call_command("makemessages", locale=[LANGUAGE], verbosity=0, no_obsolete=True, add_location="file")
        finally:
            os.chdir(start)
        path = self.catalogue(room)
        if path.exists():
            # A date in every catalogue would change in every commit.
            path.write_text(re.sub(r'"POT-Creation-Date: .*\\n"\n', "", path.read_text()))
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
        """Fail when a text of the sources has no translation, a doubtful one, or lost one of its placeholders.

        The sources are collected anew into a copy, so that a text nobody collected is found, too.
        """
        if not shutil.which("xgettext"):
            raise CommandError("GNU gettext's xgettext is not installed: the texts of the sources cannot be collected.")
        problems = []
        with tempfile.TemporaryDirectory() as directory:
            for room in self.rooms:
                copy = Path(directory) / room.name
                shutil.copytree(room, copy, ignore=shutil.ignore_patterns("tests", "__pycache__", "*.mo", "fixtures"))
                self.collect_room(copy)
                if self.catalogue(copy).exists():
                    problems += self.problems_of(copy)
            problems += self.clashes(Path(directory))
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every text is translated.")

    def clashes(self, rooms: Path) -> list[str]:
        """Texts that two rooms translate differently: Django shows one translation of a text everywhere."""
        found: dict[tuple, dict[str, str]] = {}
        for room in sorted(rooms.iterdir()):
            if self.catalogue(room).exists():
                for entry in polib.pofile(str(self.catalogue(room))):
                    words = entry.msgstr or entry.msgstr_plural.get(0, "")
                    found.setdefault((entry.msgctxt, entry.msgid), {})[words] = room.name
        return [
            f"{text!r} has several translations ({', '.join(rooms.values())}): agree, or give it a context"
            for (_context, text), rooms in found.items()
            if len(rooms) > 1
        ]

    def problems_of(self, room: Path) -> list[str]:
        """What is wrong in the catalogue of a room, a line each."""
        problems = []
        for entry in polib.pofile(str(self.catalogue(room))):
            where = f"{room.name}: {entry.msgid[:70]!r}"
            translations = [entry.msgstr, *entry.msgstr_plural.values()]
            if not entry.translated():
                problems.append(f"{where} is not translated")
            elif placeholders(entry.msgid) != placeholders(max(translations, key=len)):
                problems.append(f"{where} has other placeholders in its translation")
        return problems


def placeholders(text: str) -> set[str]:
    """The names in a text that a value takes the place of."""
    return set(re.findall(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}", text))
