"""A month as people hang it on the wall: weeks from Monday to Sunday."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Month:
    first: date

    @classmethod
    def of(cls, year: int | None, number: int | None) -> "Month":
        """The month of the address, this one without; ValueError for one that there is not."""
        if year is None or number is None:
            return cls(timezone.localdate().replace(day=1))
        if not EARLIEST <= year <= LATEST:
            raise ValueError(year)
        return cls(date(year, number, 1))

    @property
    def next(self) -> "Month":
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def previous(self) -> "Month":
        return Month((self.first - timedelta(days=1)).replace(day=1))

    def range(self) -> tuple[datetime, datetime]:
        """From its first midnight to the next month's, in the zone of the person who asks."""
        zone = timezone.get_current_timezone()
        return datetime.combine(self.first, time.min, zone), datetime.combine(self.next.first, time.min, zone)

    def weeks(self, events) -> list[list[dict]]:
        """Weeks of days, each with ``date``, ``inside`` (of this month), ``is_today`` and its ``events``."""
        of_day: dict[date, list] = {}
        for event in events:
            of_day.setdefault(timezone.localdate(event.starts_at), []).append(event)
        today = timezone.localdate()
        return [
            [
                {
                    "date": day,
                    "inside": day.month == self.first.month,
                    "is_today": day == today,
                    "events": of_day.get(day, []),
                }
                for day in week
            ]
            for week in calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        ]
