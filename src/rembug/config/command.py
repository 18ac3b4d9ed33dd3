"""The ``rembug`` command: ``rembug NOUN VERB ...``.

Commands that need no database run without starting Django; all others are Django
management commands of the rooms.
"""

import os
import sys
from importlib import import_module

WITHOUT_DATABASE = {
    "whatsapp parse": "rembug.messaging.whatsapp_export.command",
}


def main() -> int | None:
    """Run one command and give its exit status."""
    if module := WITHOUT_DATABASE.get(" ".join(sys.argv[1:3])):
        return import_module(module).main(sys.argv[3:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembug.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
