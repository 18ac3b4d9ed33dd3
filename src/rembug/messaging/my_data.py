"""What the room holds on a person, and how it forgets."""

from django.utils import timezone

from rembug.messaging.models import Import, Message, OutboxMessage, SenderLabel
from rembug.people.erasure import ERASED_NAME
from rembug.people.models import Person


def messages(person: Person) -> list[dict]:
    """What the person wrote in the groups, where an officer said that it was this person."""
    found = Message.objects.filter(sender__person=person).select_related("chat").in_order()
    return [
        {"chat": message.chat.name, "sent_at": message.minute, "kind": message.kind, "text": message.text}
        for message in found.iterator(chunk_size=2_000)
    ]


def notifications(person: Person) -> list[dict]:
    return [
        {
            "rule": message.rule,
            "channel": message.channel,
            "about": message.params,
            "written_at": message.created_at,
            "sent_at": message.sent_at,
            "read_at": message.read_at,
        }
        for message in person.outbox.all()
    ]


def imports(person: Person) -> list[dict]:
    """The exports that the person brought in."""
    return [
        {"chat": one.chat.name, "asked_at": one.created_at, "messages_added": one.added}
        for one in Import.objects.filter(imported_by=person).select_related("chat")
    ]


def forget(person: Person, by: Person | None) -> None:
    """The messages stay in the conversation under no name; notifications go.

    The sender stays marked, so that another import does not bring the name back.
    """
    senders = list(person.senders.values_list("pk", flat=True))
    SenderLabel.objects.filter(sender__in=senders).delete()
    person.senders.update(name=ERASED_NAME, person=None, matched_by=None, erased_at=timezone.now())
    OutboxMessage.objects.filter(person=person).delete()
