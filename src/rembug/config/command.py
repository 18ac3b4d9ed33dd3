"""The ``rembug`` command: ``rembug NOUN VERB ...``.

Commands that need no database run without starting Django; all others are Django
management commands of the rooms.
"""

import os
import sys
from importlib import import_module

WITHOUT_DATABASE = {
    ("whatsapp", "parse"): "rembug.messaging.whatsapp_export.command",
}


def main() -> int | None:
    """Run one command and give its exit status."""
    words = tuple(sys.argv[1:3])
    if module := WITHOUT_DATABASE.get(words):
        return import_module(module).main(sys.argv[3:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembug.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    execute_from_command_line(sys.argv)
    return 0
