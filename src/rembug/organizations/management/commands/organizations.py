"""``rembug organizations create NAME --kind ... --area ... --chair-name ... --chair-phone ...``."""

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from rembug.areas.fields import AreaField
from rembug.organizations.models import Invitation, Organization, OrganizationKind, RoleKind
from rembug.people.fields import EmailField, PhoneField


class Command(BaseCommand):
    help = "Found an organization, and print the link that makes its first chair a member."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="deed", required=True)
        create = verbs.add_parser("create", help="found an organization and invite its chair")
        create.add_argument("name")
        create.add_argument("--kind", choices=OrganizationKind.values, default=OrganizationKind.ASSOCIATION)
        create.add_argument("--area", required=True, help="code or name, such as 33.02.19 or 'Sokaraja, Banyumas'")
        create.add_argument("--chair-name", required=True)
        create.add_argument("--chair-phone", default="")
        create.add_argument("--chair-email", default="")
        verbs.add_parser("list", help="list the organizations")

    def handle(self, *, deed, **options):
        getattr(self, deed)(**options)

    def create(self, *, name, kind, area, chair_name, chair_phone, chair_email, **options):
        if not (chair_phone or chair_email):
            raise CommandError("Give --chair-phone or --chair-email: the link is for the owner of one of them.")
        try:
            area = AreaField().clean(area)
            phone = PhoneField(required=False).clean(chair_phone) or None
            email = EmailField(required=False).clean(chair_email) or None
            with transaction.atomic():
                organization = Organization.found(name=name, kind=kind, area=area, by=None)
                invitation = Invitation.invite(
                    organization, name=chair_name, phone=phone, email=email, role=RoleKind.CHAIR, by=None
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{organization.name} ({area.path}) is founded. Its chair joins with this link, once:")
        self.stdout.write(invitation.link)

    def list(self, **options):
        for organization in Organization.objects.select_related("area").order_by("pk"):
            self.stdout.write(f"{organization.pk}\t{organization.kind}\t{organization.name}\t{organization.area.path}")
