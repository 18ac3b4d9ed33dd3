import uuid
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rembug.areas.models import Area
from rembug.events import recurrence
from rembug.events.models.event import Event
from rembug.events.models.plan import Plan
from rembug.journal.models import record
from rembug.organizations.owned import OwnedQuerySet
from rembug.people.models import Person

PLANNED_AHEAD = timedelta(days=366)
MOST_AHEAD = 60
INVITED_AHEAD = timedelta(days=14)


class SeriesQuerySet(OwnedQuerySet):
    def running(self) -> "SeriesQuerySet":
        """Those that may still bring events."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))


class Series(Plan):
    """A recurring event: the first one and a rule of RFC 5545, such as ``FREQ=MONTHLY;BYDAY=1MO``.

    Its events are rows of their own, so that one of them can be moved or cancelled.
    """

    recurrence = models.CharField(
        _("recurrence rule"), max_length=200, help_text=_("RFC 5545, for example FREQ=MONTHLY;BYDAY=1MO")
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField(_("first starts at"))
    duration = models.DurationField(_("duration"))
    villages = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("villages"))
    invites_members = models.BooleanField(
        _("invite all members"), default=False, help_text=_("Two weeks before each event.")
    )
    planned_until = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("From this day on there are none."))
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            models.CheckConstraint(condition=Q(duration__gt=timedelta()), name="series_has_a_duration"),
        ]

    @classmethod
    def begin(cls, *, by, villages=(), **fields) -> "Series":
        """Start a series and plan its first year. ValueError if the rule does not hold on the first date."""
        series = cls(created_by=by, **fields)
        first = next(recurrence.occurrences(series.recurrence, series.first, until=series.starts_at), None)
        if first != series.first:
            raise ValueError("the first event must be an occurrence of the rule")
        with transaction.atomic():
            series.save()
            series.villages.set(villages)
            record("began", series, by=by)
            series.plan_ahead()
        return series

    @property
    def first(self) -> datetime:
        """The start of the first event on the series' wall clock."""
        return self.starts_at.astimezone(self.zone)

    @property
    def effective_rule(self) -> str:
        """The rule with the end that ``end()`` gave it."""
        if self.ended_on is None:
            return self.recurrence
        return recurrence.ended(self.recurrence, before=self._midnight(self.ended_on))

    @property
    def rule_text(self) -> str:
        """The rule in words: "every month on the first Monday"."""
        found = recurrence.parts(self.recurrence)
        day = date_format(self.first, "l")
        match recurrence.repeat_of(self.recurrence):
            case recurrence.Repeat.WEEKLY:
                text = gettext("every week on %(day)s") % {"day": day}
            case recurrence.Repeat.FORTNIGHTLY:
                text = gettext("every two weeks on %(day)s") % {"day": day}
            case recurrence.Repeat.MONTHLY_WEEKDAY:
                ordinals = {
                    "1": gettext("every month on the first %(day)s"),
                    "2": gettext("every month on the second %(day)s"),
                    "3": gettext("every month on the third %(day)s"),
                    "4": gettext("every month on the fourth %(day)s"),
                    "-1": gettext("every month on the last %(day)s"),
                }
                text = ordinals.get(found["BYDAY"][:-2], found["BYDAY"]) % {"day": day}
            case recurrence.Repeat.MONTHLY_DAY:
                text = gettext("every month on day %(number)s") % {"number": self.first.day}
            case recurrence.Repeat.YEARLY:
                text = gettext("every year on %(date)s") % {"date": date_format(self.first, "j F")}
            case _:
                text = self.recurrence
        return text

    def plan_ahead(self, *, now: datetime | None = None) -> list[Event]:
        """Make the events of the coming year that are not there yet, at most 60 ahead; invite for those that are near.

        Called again it makes what time has brought nearer, and nothing twice. An event
        that somebody removed from the plan does not come back. Returns the new events.
        """
        now = now or timezone.now()
        with transaction.atomic():
            series = Series.objects.select_for_update().get(pk=self.pk)
            room = MOST_AHEAD - series.events.filter(starts_at__gte=now).count()
            until = now + PLANNED_AHEAD
            wanted = [
                each
                for each in recurrence.occurrences(series.effective_rule, series.first, until=until)
                if series.planned_until is None or each > series.planned_until
            ]
            ahead = [each for each in wanted if each >= now][: max(room, 0)]
            times = [each for each in wanted if each < now] + ahead
            events = series._create_events(times)
            if times:
                self.planned_until = series.planned_until = times[-1]
                series.save(update_fields=["planned_until"])
            series._invite_for_the_near(now)
        return events

    def _create_events(self, times: list[datetime]) -> list[Event]:
        events = Event.objects.bulk_create(
            Event(
                **self.plan(),
                series=self,
                recurrence_at=each,
                starts_at=each,
                ends_at=each + self.duration,
                created_by_id=self.created_by_id,
            )
            for each in times
        )
        villages = list(self.villages.values_list("pk", flat=True))
        link = Event.villages.through
        link.objects.bulk_create(link(event_id=event.pk, area_id=code) for event in events for code in villages)
        return events

    def _invite_for_the_near(self, now: datetime) -> None:
        if not self.invites_members:
            return
        near = self.events.held().filter(
            starts_at__gte=now, starts_at__lte=now + INVITED_AHEAD, members_invited_at=None
        )
        for event in near:
            event.invite_members(by=None)

    def end(self, on: date, *, by) -> None:
        """No events from the local date ``on``: planned ones that nobody touched vanish, the others are cancelled."""
        with transaction.atomic():
            series = Series.objects.select_for_update().get(pk=self.pk)
            series._clear(series.events.filter(recurrence_at__gte=self._midnight(on)), by=by)
            self.ended_on = series.ended_on = on
            series.save(update_fields=["ended_on"])
            record("ended", series, by=by, on=on.isoformat())

    def change_from(self, event: Event, *, by, villages=None, **changes) -> "Series":
        """Let ``event`` and those after it be of a new series with ``changes``; give that series.

        ``changes`` are fields of a series; ``starts_at`` is the new start of ``event``.
        Planned events pass to the new series with their replies, each to the nearest new
        time. Those cancelled, approved or over stay as they are, and so does the past.
        """
        at = event.recurrence_at
        if event.series_id != self.pk or at is None:
            raise ValueError("the event is not of this series")
        with transaction.atomic():
            old = Series.objects.select_for_update().get(pk=self.pk)
            fields = {
                **old.plan(),
                "duration": old.duration,
                "invites_members": old.invites_members,
                "starts_at": event.starts_at,
                **changes,
            }
            fields.setdefault("recurrence", recurrence.continued(old.recurrence, old.first, at=at))
            new = Series(created_by=by, follows=old, **fields)
            times = list(recurrence.occurrences(new.recurrence, new.first, until=timezone.now() + PLANNED_AHEAD))
            if not times or times[0] != new.first:
                raise ValidationError(_("The rule does not hold on the date of the first event."))
            new.save()
            new.villages.set(old.villages.all() if villages is None else villages)
            old._hand_over(event, new, times[:MOST_AHEAD])
            old.ended_on = at.astimezone(old.zone).date()
            old._clear(old.events.filter(recurrence_at__gte=at), by=by)
            old.save(update_fields=["ended_on"])
            record("changed from a date on", new, by=by, follows=old.pk)
            new.plan_ahead()
        return new

    def _hand_over(self, event: Event, new: "Series", times: list[datetime]) -> None:
        following = {
            each.recurrence_at: each
            for each in self.events.held().filter(
                recurrence_at__gte=event.recurrence_at, minutes=None, ends_at__gt=timezone.now()
            )
        }
        following.setdefault(event.recurrence_at, event)
        rest = [at for at in following if at != event.recurrence_at]
        pairs = {times[0]: event.recurrence_at, **recurrence.pair(rest, times[1:])}
        villages = list(new.villages.all())
        for time_now, before in sorted(pairs.items()):
            each = following[before]
            changed = each._apply({**new._plan_fields(), "starts_at": time_now, "ends_at": time_now + new.duration})
            each.series, each.recurrence_at = new, time_now
            each.save(update_fields=[*changed, "series", "recurrence_at"])
            each.villages.set(villages)
        made = [each for each in times if each not in pairs]
        new._create_events(made)
        new.planned_until = times[-1]
        new.save(update_fields=["planned_until"])

    def _plan_fields(self) -> dict:
        return {name: getattr(self, name) for name in self.PLAN_FIELDS}

    def _clear(self, events, *, by) -> None:
        """Take planned events out: those that somebody touched are cancelled, so that people hear of it."""
        ahead = events.filter(starts_at__gt=timezone.now())
        # Whatever any room hangs on an event counts as a touch: a training session must not vanish with its event.
        nothing_hangs_on = {f"{each.name}__isnull": True for each in Event._meta.related_objects}
        untouched = list(ahead.filter(**nothing_hangs_on).values_list("pk", flat=True))
        Event.objects.filter(pk__in=untouched).delete()
        for event in ahead.held():
            event.cancel(by=by, reason=gettext("The series was changed or ended."))

    def _midnight(self, on: date) -> datetime:
        return datetime.combine(on, time.min, self.zone)
