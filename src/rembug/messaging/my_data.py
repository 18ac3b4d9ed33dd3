"""What the room holds on a person, and how it forgets."""

from django.db.models import Exists, OuterRef

from rembug.messaging.models import Import, Message, OutboxMessage, Sender
from rembug.people.models import Consent, Person, Purpose


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
    for sender in person.senders.all():
        sender.take_name_off(by=by)
    OutboxMessage.objects.filter(person=person).delete()


def heed_withdrawals() -> bool:
    """Take the names of those off the messages who withdrew their consent to the history of the group.

    A round of the worker: it promises 3 x 24 hours and takes a minute. True when there was anything to do.
    """
    given = Consent.objects.filter(person=OuterRef("person"), text__purpose=Purpose.GROUP_HISTORY)
    withdrawn = Sender.objects.filter(
        Exists(given.filter(withdrawal__isnull=False)), ~Exists(given.filter(withdrawal=None)), person__isnull=False
    )
    found = list(withdrawn)
    for sender in found:
        sender.take_name_off(by=None)
    return bool(found)
