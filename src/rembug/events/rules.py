"""Who may do what with an event: predicates over the one permission rule."""

from rembug.events.models import Event, Minutes, Task
from rembug.organizations.models import Authority
from rembug.organizations.permission import may


def may_take_part(person, event: Event) -> bool:
    """Reply and check in: members, and whoever was invited."""
    return may(person, Authority.TAKE_PART, event) or event.is_invited(person)


def may_manage(person, thing: Event | Task) -> bool:
    """Plan, invite, keep the list, write: the committee."""
    return may(person, Authority.MANAGE, thing)


def may_write_minutes(person, event: Event) -> bool:
    """The committee, and the member who was asked to take the minutes."""
    return may_manage(person, event) or (event.minutes_by_id == person.pk and may(person, Authority.TAKE_PART, event))


def may_approve(person, minutes: Minutes) -> bool:
    """Chair and secretary."""
    return may(person, Authority.GOVERN, minutes.event)


def may_complete(person, task: Task) -> bool:
    """Its owner and the committee."""
    return task.owner_id == person.pk or may_manage(person, task)
