"""Events and what comes of them. Event is the joint that other rooms hold on to."""

from rembug.events.models.agenda import AgendaItem
from rembug.events.models.attendance import Attendance, Method, Removal
from rembug.events.models.attended import TooManyGuests
from rembug.events.models.calendar_address import CalendarAddress
from rembug.events.models.event import Cancellation, Event
from rembug.events.models.event_file import EventFile
from rembug.events.models.invitation import Invitation, Reply
from rembug.events.models.minutes import (
    Approval,
    Correction,
    Decision,
    Minutes,
    MinutesRevision,
    StaleRevision,
    Submission,
)
from rembug.events.models.plan import EventKind, Plan, Visibility
from rembug.events.models.series import Series
from rembug.events.models.task import Completion, Task

__all__ = [
    "AgendaItem",
    "Approval",
    "Attendance",
    "CalendarAddress",
    "Cancellation",
    "Completion",
    "Correction",
    "Decision",
    "Event",
    "EventFile",
    "EventKind",
    "Invitation",
    "Method",
    "Minutes",
    "MinutesRevision",
    "Plan",
    "Removal",
    "Reply",
    "Series",
    "StaleRevision",
    "Submission",
    "Task",
    "TooManyGuests",
    "Visibility",
]
