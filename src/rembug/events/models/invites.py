"""What an event does with invitations; its rows are in ``invitation``."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.happening import Happening
from rembug.journal.models import record
from rembug.organizations.models import Membership, current
from rembug.people.models import Person


class Invites(Happening):
    class Meta:
        abstract = True

    def members(self):
        """The people who are members of the organization today, by name."""
        memberships = Membership.objects.filter(current(timezone.localdate()), organization=self.organization_id)
        return Person.objects.filter(pk__in=memberships.values("person_id")).order_by("name", "pk")

    def members_with_role(self, kinds: Iterable[str]):
        """Those of the members who hold one of the roles today."""
        today = timezone.localdate()
        memberships = Membership.objects.filter(
            current(today), current(today, "roles__"), organization=self.organization_id, roles__kind__in=list(kinds)
        )
        return Person.objects.filter(pk__in=memberships.values("person_id")).order_by("name", "pk")

    def invite(self, people: Iterable[Person], *, by) -> int:
        """Invite people; those already invited stay as they are. Gives how many are new."""
        if self.is_cancelled or self.is_over:
            raise ValidationError(_("This event is over or was cancelled."))
        invitation = self.invitations.model
        with transaction.atomic():
            there = set(self.invitations.values_list("person_id", flat=True))
            new = [invitation(event=self, person=person) for person in people if person.pk not in there]
            invitation.objects.bulk_create(new, ignore_conflicts=True)
            if new:
                record("invited", self, by=by, people=len(new))
        return len(new)

    def invite_members(self, *, by) -> int:
        """Invite all members of today, and remember that it was done."""
        with transaction.atomic():
            new = self.invite(self.members(), by=by)
            self.members_invited_at = timezone.now()
            self.save(update_fields=["members_invited_at"])
        return new

    def uninvite(self, invitation, *, by) -> None:
        """Take an invitation back; what the person replied goes with it."""
        with transaction.atomic():
            record("took an invitation back", self, by=by)
            invitation.delete()

    def reply(self, person: Person, reply: str, *, by, note: str = ""):
        """Whether the person comes. A member who was not invited is, by replying."""
        if self.is_cancelled or self.is_over:
            raise ValidationError(_("This event is over or was cancelled."))
        with transaction.atomic():
            invitation, _new = self.invitations.get_or_create(person=person)
            invitation.reply, invitation.note, invitation.replied_at = reply, note, timezone.now()
            invitation.save(update_fields=["reply", "note", "replied_at"])
            record("replied", self, by=by, reply=str(reply))
        return invitation
