"""Events and what comes of them. Event is the joint that other rooms hold on to."""

from rembug.events.models.attendance import Attendance, Invitation, Method, Reply
from rembug.events.models.event import AgendaItem, Cancellation, Event, EventFile, EventKind, Series, Visibility
from rembug.events.models.minutes import Approval, Completion, Decision, Minutes, Task

__all__ = [
    "AgendaItem",
    "Approval",
    "Attendance",
    "Cancellation",
    "Completion",
    "Decision",
    "Event",
    "EventFile",
    "EventKind",
    "Invitation",
    "Method",
    "Minutes",
    "Reply",
    "Series",
    "Task",
    "Visibility",
]
