"""``rembug worker``: walks the rounds of every room until it is told to stop."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from rembug.base.rounds import Round, rounds

logger = logging.getLogger(__name__)
PAUSE = 0.5


class Command(BaseCommand):
    help = "Do what is due, again and again: imports, notifications, recurring events."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="walk every round until nothing is left, then stop")

    def handle(self, *, once, **options):
        self.running = True
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        due = dict.fromkeys(rounds, 0.0)
        while self.running:
            busy = False
            for one in rounds.values():
                if self.running and time.monotonic() >= due[one.name]:
                    more = self.walk(one)
                    busy = busy or more
                    due[one.name] = 0.0 if more else time.monotonic() + one.every
            if once and not busy:
                return
            if not busy:
                time.sleep(PAUSE)

    def stop(self, _number, _frame):
        self.running = False

    def walk(self, one: Round) -> bool:
        """One round. A round that fails is logged and comes back at its next turn; the others go on."""
        try:
            return one.walk()
        except (OperationalError, InterfaceError):
            logger.exception("The database was out of reach in round %s", one.name)
            connection.close()
        except Exception:
            logger.exception("The round %s failed", one.name)
        return False
