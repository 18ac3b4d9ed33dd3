import uuid
from io import BytesIO

from django.utils import timezone

from rembug.files.models import StoredFile
from rembug.messaging.models import Chat, Import, Message
from tests.things import EVERYONE, MEMBERS, SIGNED_IN, Expected, instead

# To others their things are not there.
OFFICERS_ONLY = (302, 404, 404, 404, 404, 200, 200)
IMPORTERS = (302, 422, 422, 422, 422, 422, 422)

ADDRESSES = {
    "messaging:chats": Expected(SIGNED_IN),
    "messaging:chat": Expected(MEMBERS, fill=lambda things: {"pk": things.chat.pk}),
    "messaging:senders": Expected(OFFICERS_ONLY, instead(OFFICERS_ONLY, 404), lambda things: {"pk": things.chat.pk}),
    "messaging:attachment": Expected(
        MEMBERS, fill=lambda things: {"pk": things.chat.pk, "message_pk": things.message.pk}
    ),
    "messaging:imports": Expected(SIGNED_IN, IMPORTERS),
    "messaging:new_import": Expected(SIGNED_IN, IMPORTERS),
    # The phone's share sheet: says that nothing was kept, and leads on.
    "messaging:shared_import": Expected(instead(EVERYONE, 302), instead(EVERYONE, 302)),
    "messaging:import": Expected(OFFICERS_ONLY, fill=lambda things: {"pk": things.import_.pk}),
    "messaging:notifications": Expected(SIGNED_IN, instead(SIGNED_IN, 302)),
    "messaging:pass_on": Expected(SIGNED_IN, instead(SIGNED_IN, 404)),
}


def prepare(things):
    """A group of FOKUSS with one message that carries a file, and the import it came by."""
    things.chat = Chat.objects.of_name("FOKUSS (contoh)", things.fokuss, by=things.ani)
    sender = things.chat.senders.create(name="Budi")
    file = StoredFile.objects.store(BytesIO(b"Daftar iuran (contoh)\n"), name="iuran.txt")
    things.message = Message.objects.create(
        chat=things.chat,
        minute=timezone.now(),
        position=0,
        sender=sender,
        kind="media",
        attachment="iuran.txt",
        file=file,
        fingerprint=uuid.uuid4(),
    )
    things.import_ = Import.objects.ask(things.chat, file, by=things.ani)
