"""What the room holds on a person, and how it forgets."""

from rembug.events.models import AgendaItem, CalendarAddress, Event, Invitation, Series, Task
from rembug.people.models import Person


def events(person: Person) -> list[dict]:
    """Invitations with their replies, and attendance."""
    replies = {
        each.event_id: each
        for each in person.event_invitations.select_related("event", "event__organization").order_by("event__starts_at")
    }
    attended = {
        each.event_id: each
        for each in person.attendances.select_related("event", "event__organization", "removal").order_by("arrived_at")
    }
    return [_event(replies.get(key), attended.get(key)) for key in {**replies, **attended}]


def _event(invitation: Invitation | None, attendance) -> dict:
    event = invitation.event if invitation else attendance.event
    found = {"title": event.title, "organization": event.organization.name, "starts_at": event.starts_at}
    if invitation:
        found |= {
            "invited_at": invitation.invited_at,
            "reply": invitation.reply,
            "note": invitation.note,
            "replied_at": invitation.replied_at,
        }
    if attendance:
        found |= {
            "arrived_at": attendance.arrived_at,
            "recorded_by": attendance.method,
            "post": attendance.position_title,
            "area_code": attendance.area_id,
            "taken_off_the_list": attendance.is_removed,
        }
    return found


def tasks(person: Person) -> list[dict]:
    return [
        {
            "task": task.title,
            "organization": task.organization.name,
            "due_on": task.due_on,
            "done_on": task.completion.done_on if task.is_done else None,
            "note": task.completion.note if task.is_done else "",
        }
        for task in person.tasks.select_related("organization", "completion")
    ]


def calendar_address(person: Person) -> dict:
    """Only that there is one, and since when: the address itself is not kept."""
    address = CalendarAddress.objects.filter(person=person).first()
    return {"made_at": address.made_at} if address else {}


def forget(person: Person, by: Person | None) -> None:
    """Attendance stays as a number without village and post; replies, plans and the calendar's address go."""
    CalendarAddress.objects.filter(person=person).delete()
    Invitation.objects.filter(person=person).delete()
    person.attendances.update(position_title="", area=None, reason="")
    for task in Task.objects.filter(owner=person, completion__isnull=False).exclude(completion__note=""):
        task.completion.note = ""
        task.completion.save(update_fields=["note"])
    AgendaItem.objects.filter(lead=person).update(lead=None)
    for model in (Event, Series):
        for role in ("chaired_by", "minutes_by"):
            model.objects.filter(**{role: person}).update(**{role: None})
