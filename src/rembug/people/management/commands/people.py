"""``rembug people erasures|erase-due|remove-second-factor CONTACT``: what an operator does for people."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from rembug.journal.models import record
from rembug.people.erasure import carry_out_due
from rembug.people.fields import ContactField
from rembug.people.models import ErasureRequest, Person


class Command(BaseCommand):
    help = "Requests for erasure, and a lost second factor."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="deed", required=True)
        verbs.add_parser("erasures", help="list the open requests with their terms")
        verbs.add_parser("erase-due", help="carry out every request whose 3 x 24 hours have passed")
        remove = verbs.add_parser("remove-second-factor", help="for a person who lost phone and recovery codes")
        remove.add_argument("contact", help="the phone number or e-mail address of the person")

    def handle(self, *, deed, **options):
        getattr(self, deed.replace("-", "_"))(**options)

    def erasures(self, **options):
        for request in ErasureRequest.objects.open():
            self.stdout.write(f"{request.pk}\tperson {request.person_id}\tdue {request.due_at.isoformat()}")

    def erase_due(self, **options):
        """The worker does the same every ten minutes."""
        if refused := carry_out_due():
            raise CommandError("\n".join(f"person {request.person_id}: {why}" for request, why in refused.items()))

    def remove_second_factor(self, *, contact, **options):
        try:
            kind, value = ContactField().clean(contact)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        person = Person.objects.known_by(**{kind: value})
        if person is None:
            raise CommandError("Nobody has this phone number or e-mail address.")
        with transaction.atomic():
            Authenticator.objects.filter(user=person).delete()
            record("second_factor_removed", person)
        self.stdout.write("Removed. The person signs in without it and can set up another.")
