"""How an event records who was there; the rows are in ``attendance``."""

import uuid
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembug.events.models.happening import Happening
from rembug.journal.models import record
from rembug.organizations.models import Membership, current
from rembug.people.models import Person, Post

MOST_GUESTS_BY_QR = 500
MOST_GUESTS_A_MINUTE = 40


def guest_key(name: str, area_code: str | None) -> str:
    """What makes two guests the same one: name without case and spare spaces, and village."""
    return f"{' '.join(name.casefold().split())}|{area_code or ''}"


class TooManyGuests(Exception):
    """More guests in a minute, or in all, than come to a meeting."""


class Attended(Happening):
    class Meta:
        abstract = True

    def attend(self, person: Person, *, by, method: str, operation: uuid.UUID | None = None, reason: str = ""):
        """Record that a person was there, for the village the person speaks for. Once, however often it is told.

        By own tap and by QR only while ``takes_check_in``; by list from then on. After
        the minutes were approved only by list and with a reason. Raises ValidationError.
        """
        fields = {**self._village_and_post(person), "method": method, "recorded_by": by, "reason": reason}
        return self._record(Q(person=person), {"person": person, **fields}, operation)

    def attend_as_guest(
        self,
        name: str,
        *,
        by,
        method: str,
        post="",
        area=None,
        operation: uuid.UUID | None = None,
        reason: str = "",
    ):
        """Record somebody who has no record in the product. ``by`` is None when guests write themselves in.

        Raises TooManyGuests when more write themselves in than a meeting can hold.
        """
        key = guest_key(name, area.pk if area else None)
        fields = {
            "guest_name": " ".join(name.split()),
            "guest_key": key,
            "position_title": post,
            "area": area,
            "method": method,
            "recorded_by": by,
            "reason": reason,
        }
        if by is None:
            self._refuse_a_flood()
        return self._record(Q(guest_key=key), fields, operation)

    def _record(self, same: Q, fields: dict, operation: uuid.UUID | None):
        operation = operation or uuid.uuid4()
        by_list = fields["method"] == "list"
        with transaction.atomic():
            # The row of the event orders taps, lists and the approval of the minutes.
            event = type(self)._default_manager.select_for_update().get(pk=self.pk)
            told = self.attendances.model.objects.filter(operation=operation).first()
            if told is not None:
                if told.event_id == self.pk:
                    return told
                operation = uuid.uuid4()
            event._refuse_attendance(by_list=by_list, reason=fields["reason"])
            there = event.attendances.filter(same).select_related("removal").first()
            if there is None:
                attendance = event.attendances.create(operation=operation, **fields)
                record("attended", attendance, by=fields["recorded_by"], event=self.pk, method=str(fields["method"]))
                return attendance
            if there.is_removed:
                if not by_list:
                    raise ValidationError(_("The committee took this entry off the list. Please speak to them."))
                there.restore(by=fields["recorded_by"])
            return there

    def _refuse_attendance(self, *, by_list: bool, reason: str) -> None:
        if self.is_cancelled:
            raise ValidationError(_("This event was cancelled."))
        if self.is_approved and not (by_list and reason):
            raise ValidationError(_("The minutes are approved. A later entry needs the committee and a reason."))
        if by_list and not self.has_opened:
            raise ValidationError(_("The list opens one hour before the start."))
        if not by_list and not self.takes_check_in:
            raise ValidationError(_("You can check in from one hour before the start until two hours after the end."))

    def _refuse_a_flood(self) -> None:
        now = timezone.now()
        counts = self.attendances.filter(recorded_by=None, person=None).aggregate(
            all=Count("pk"),
            last_minute=Count("pk", filter=Q(arrived_at__gt=now - timedelta(minutes=1))),
        )
        if counts["all"] >= MOST_GUESTS_BY_QR or counts["last_minute"] >= MOST_GUESTS_A_MINUTE:
            raise TooManyGuests

    def _village_and_post(self, person: Person) -> dict:
        villages, posts = self.villages_and_posts([person], self.local_start.date())
        title, _post_area = posts.get(person.pk, ("", None))
        return {"area": villages.get(person.pk), "position_title": title}

    def villages_and_posts(self, people: list[Person], on: date) -> tuple[dict, dict]:
        """By person, on a date: the village the person speaks for, and the post as (title, area). Two queries.

        The village is that of the membership, else that of the post.
        """
        posts = {
            post.person_id: (post.title or post.get_kind_display(), post.area)
            for post in Post.objects.held_on(on).filter(person__in=people).select_related("area").order_by("since")
        }
        villages = {person: area for person, (_title, area) in posts.items()}
        memberships = Membership.objects.filter(
            current(on), organization=self.organization_id, person__in=people, area__isnull=False
        )
        villages |= {each.person_id: each.area for each in memberships.select_related("area").order_by("since")}
        return villages, posts

    def villages_with_attendance(self) -> list:
        """The villages that the event spans, each with ``present``: how many came for it. One query."""
        present = Count(
            "event_attendances",
            filter=Q(event_attendances__event=self.pk, event_attendances__removal=None),
        )
        return list(self.villages.annotate(present=present).order_by("name", "pk"))
