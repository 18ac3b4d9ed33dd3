"""``rembug demo``: loads the demo association once, says how to sign in, and serves it."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from rembug.base.management.commands.serve import prepare
from rembug.home import demo


class Command(BaseCommand):
    help = "Load the demo association (all people invented) and serve it."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--load-only", action="store_true", help="do not serve")

    def handle(self, *, host, port, seed, load_only, **options):
        if not settings.DEMO:
            raise CommandError("The demo needs REMBUG_DEMO=1, so that its data never mixes with yours: make demo")
        translation.activate(settings.LANGUAGE_CODE)
        prepare()
        if not demo.is_loaded():
            steps = {
                "areas": _("All areas of Indonesia …"),
                "members": _("Eighteen invented village secretaries …"),
                "meetings": _("A year of meetings …"),
                "chat": _("The history of their group …"),
                "notifications": _("Notifications …"),
            }
            demo.load(seed, told=lambda step: self.stdout.write(f"  {steps[step]}"))
        self.stdout.write("")
        for one in demo.sign_ins():
            role = f" ({one.role})" if one.role else ""
            self.stdout.write(
                _("Sign in as %(name)s%(role)s: %(phone)s, password %(password)s")
                % {"name": one.name, "role": role, "phone": one.phone, "password": demo.PASSWORD}
            )
        self.stdout.write(_("Or ask for a code: in the demo it is shown on the page."))
        if not load_only:
            call_command("serve", host=host, port=port)
