"""Reading a conversation: pages of messages around a place, and the surroundings of search hits."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from rembug.messaging.models import Message

PAGE = 60
BEFORE_HIT = timedelta(minutes=10)
AFTER_HIT = timedelta(minutes=30)


def place_before(message: Message) -> Q:
    return Q(minute__lt=message.minute) | Q(minute=message.minute, position__lt=message.position)


def place_after(message: Message) -> Q:
    return Q(minute__gt=message.minute) | Q(minute=message.minute, position__gt=message.position)


def newest(messages: QuerySet, count: int = PAGE) -> list[Message]:
    """The last ``count``, oldest first."""
    return list(messages.order_by("-minute", "-position")[:count])[::-1]


def before(messages: QuerySet, message: Message, count: int = PAGE) -> list[Message]:
    """Up to ``count`` just before ``message``, oldest first."""
    return newest(messages.filter(place_before(message)), count)


def after(messages: QuerySet, message: Message, count: int = PAGE) -> list[Message]:
    """Up to ``count`` just after ``message``, oldest first."""
    return list(messages.filter(place_after(message)).order_by("minute", "position")[:count])


def around(messages: QuerySet, message: Message, count: int = PAGE) -> list[Message]:
    """``message`` in the middle of ``count`` others."""
    half = count // 2
    return [*before(messages, message, half), message, *after(messages, message, half)]


def surroundings(hits: list[Message], *, ahead: int = 1, behind: int = 3) -> dict[int, list[Message]]:
    """For each hit, by its key, the conversation near it: up to ``ahead`` before, itself, ``behind`` after.

    Near means within the quarter hour or so in which a group stays with a matter. One query for all hits.
    """
    if not hits:
        return {}
    near = Q()
    for hit in hits:
        near |= Q(chat=hit.chat_id, minute__range=(hit.minute - BEFORE_HIT, hit.minute + AFTER_HIT))
    conversation: dict[int, list[Message]] = {}
    for message in Message.objects.filter(near).exclude(kind="system").select_related("sender__person").in_order():
        conversation.setdefault(message.chat_id, []).append(message)
    found = {}
    for hit in hits:
        lines = conversation.get(hit.chat_id, [])
        at = next((i for i, line in enumerate(lines) if line.pk == hit.pk), None)
        if at is None:
            found[hit.pk] = [hit]
            continue
        window = lines[max(0, at - ahead) : at + behind + 1]
        found[hit.pk] = [line for line in window if hit.minute - BEFORE_HIT <= line.minute <= hit.minute + AFTER_HIT]
    return found
