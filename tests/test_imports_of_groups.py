"""Exports of one group, from several phones, however often and in whatever order, give one history, once."""

import io
import itertools
import random
import uuid
import zipfile

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from rembug.files.models import StoredFile
from rembug.home.search import index_of
from rembug.messaging import imports, merging
from rembug.messaging.models import Chat, Import, Message, Revision
from rembug.messaging.placing import STEP, positions
from rembug.messaging.whatsapp_export.synthetic import history
from rembug.messaging.whatsapp_export.synthetic_views import View
from rembug.search import index

pytestmark = pytest.mark.django_db

MESSAGES = 200
MEMBERS = 7  # the eighth has a colon in the name, which a short export cannot tell from a message's


@pytest.fixture
def chat(fokuss):
    return Chat.objects.create(organization=fokuss, name="Forum Sekdes", time_zone="Asia/Jakarta")


def bring(chat, content, name="chat.txt", by=None):
    """Import a file as the page and the worker do; the finished import."""
    if isinstance(content, str):
        content = content.encode()
    one = Import.objects.ask(chat, StoredFile.objects.store(ContentFile(content, name), name=name), by=by)
    while one.is_open:
        assert imports.run_next()
        one.refresh_from_db()
    return one


def export(view, seed=1, records=MESSAGES):
    return "".join(view.lines(list(history(records, seed, members=MEMBERS))))


def rows(chat):
    """Every message as stored, with its key: equal before and after means that nothing changed."""
    return list(Message.objects.filter(chat=chat).in_order().values_list())


def spoken(chat):
    return [
        (message.minute, message.kind, message.text)
        for message in Message.objects.filter(chat=chat).in_order()
        if message.kind in ("text", "poll")
    ]


def test_the_same_file_again_changes_nothing(chat):
    text = export(View("android_id", members=MEMBERS))
    first = bring(chat, text)
    before = rows(chat)
    again = bring(chat, text)
    assert (first.added, first.updated) == (MESSAGES, 0)
    assert (again.added, again.updated, again.unchanged) == (0, 0, MESSAGES)
    assert rows(chat) == before


def test_phones_of_two_languages_and_clocks_give_one_history(chat):
    views = [
        View("android_id", members=MEMBERS),
        View("ios_en", members=MEMBERS, owner=3, names="numbers"),
        View("android_en", members=MEMBERS, owner=5, names="push"),
    ]
    for view in views:
        bring(chat, export(view))
    assert Message.objects.filter(chat=chat).count() == MESSAGES
    assert chat.senders.count() == MEMBERS


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(1, 1000))
def test_cut_exports_in_any_order_give_the_union(fokuss, seed):
    chance = random.Random(seed)
    chat = Chat.objects.create(organization=fokuss, name=str(uuid.uuid4()), time_zone="Asia/Jakarta")
    views = [
        View("android_id", members=MEMBERS, until=80),
        View("ios_id", members=MEMBERS, owner=2, names="mixed", keep=110),
        View("android_en", members=MEMBERS, owner=4, names="numbers", keep=150, until=170),
        View("android_id", members=MEMBERS, keep=50),
    ]
    chance.shuffle(views)
    for view in views:
        bring(chat, export(view, seed))
    whole = list(history(MESSAGES, seed, members=MEMBERS))
    assert Message.objects.filter(chat=chat).count() == len(whole)
    positions_of = list(Message.objects.filter(chat=chat).in_order().values_list("minute", "position"))
    assert positions_of == sorted(set(positions_of))


def test_the_order_within_a_minute_is_that_of_the_chat(chat):
    lines = [f"05/08/26 09.00 - Bu Ani: kalimat {number}\n" for number in range(6)]
    bring(chat, "".join(lines[:2] + lines[4:]) + "06/08/26 09.00 - Bu Ani: sampai besok\n")
    bring(chat, "".join(lines) + "06/08/26 09.00 - Bu Ani: sampai besok\n")
    assert [text for _minute, _kind, text in spoken(chat)] == [
        *(f"kalimat {number}" for number in range(6)),
        "sampai besok",
    ]


def test_an_edited_message_keeps_what_it_said(chat):
    before = "05/08/26 09.00 - Bu Ani: rapat jam 9\n05/08/26 09.05 - Pak Budi: siap\n"
    after = "05/08/26 09.00 - Bu Ani: rapat jam 10 <Pesan ini diedit>\n05/08/26 09.05 - Pak Budi: siap\n"
    tail = "06/08/26 07.00 - Bu Ani: selamat pagi\n"
    head = "04/08/26 07.00 - Pak Budi: pagi\n"
    bring(chat, head + before + tail)
    one = bring(chat, head + after + tail)
    assert (one.added, one.updated) == (0, 1)
    message = Message.objects.get(chat=chat, text="rapat jam 10")
    assert message.edited
    assert Revision.objects.get(message=message).text == "rapat jam 9"
    bring(chat, head + before + tail)
    message.refresh_from_db()
    assert message.text == "rapat jam 10"
    assert Revision.objects.filter(message=message).count() == 1


def test_a_deleted_message_is_found_no_more_and_its_words_are_kept_aside(chat):
    lines = ["04/08/26 07.00 - Bu Ani: pagi\n", "05/08/26 09.00 - Bu Ani: sandi siskeudes\n"]
    tail = "06/08/26 07.00 - Pak Budi: baik\n"
    bring(chat, "".join(lines) + tail)
    assert index.search(index_of(chat.organization_id), "siskeudes").total == 1
    bring(chat, lines[0] + "05/08/26 09.00 - Bu Ani: Pesan ini dihapus\n" + tail)
    assert index.search(index_of(chat.organization_id), "siskeudes").total == 0
    assert Revision.objects.get(message__chat=chat).text == "sandi siskeudes"


def test_a_cut_beginning_and_a_gap_are_reported(chat):
    view = View("android_id", members=MEMBERS, until=60)
    bring(chat, export(view))
    one = bring(chat, export(View("android_id", members=MEMBERS, keep=60)))
    assert {finding["code"] for finding in one.findings} >= {"beginning_cut", "gap"}
    assert all(one.finding_sentences)


def test_a_broken_file_fails_with_a_reason_and_leaves_the_history(chat, ani):
    bring(chat, "05/08/26 09.00 - Bu Ani: satu\n06/08/26 09.00 - Pak Budi: dua\n")
    before = rows(chat)
    one = bring(chat, "Ini bukan ekspor.\n" * 20, by=ani)
    assert one.failure["code"] == "not_an_export"
    assert one.failure_sentence
    assert rows(chat) == before


def test_an_impossible_date_is_named_with_its_line(chat):
    text = "05/08/26 09.00 - Bu Ani: satu\n31/02/26 09.00 - Bu Ani: dua\n25/08/26 09.00 - Pak Budi: tiga\n"
    one = bring(chat, text)
    assert {"code": "impossible_date", "params": {"line": 2, "value": "31/02/26"}} in one.findings
    assert one.added == 2


def zipped(**entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_pictures_of_a_zip_are_kept_with_their_messages_without_metadata(chat):
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rahasia"
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG", exif=exif)
    text = "05/08/26 09.00 - Bu Ani: IMG-20260805-WA0001.jpg (file terlampir)\n06/08/26 09.00 - Pak Budi: siap\n"
    content = zipped(**{"chat.txt": text, "IMG-20260805-WA0001.jpg": picture.getvalue(), "DOC.exe": b"MZ\0\0"})
    one = bring(chat, content, "Chat WhatsApp dengan Forum.zip")
    message = Message.objects.get(chat=chat, attachment="IMG-20260805-WA0001.jpg")
    assert one.files_added == 1
    assert message.file.media_type == "image/jpeg"
    with message.file.content.open() as kept:
        assert b"rahasia" not in kept.read()
    again = bring(chat, content, "Chat WhatsApp dengan Forum.zip")
    assert (again.added, again.updated, again.files_added) == (0, 0, 0)


def test_a_dead_workers_import_is_taken_up_again(chat, monkeypatch):
    text = export(View("android_id", members=MEMBERS))
    one = Import.objects.ask(chat, StoredFile.objects.store(ContentFile(text.encode(), "c.txt"), name="c.txt"), by=None)
    monkeypatch.setattr(merging, "BATCH", 50)
    monkeypatch.setattr(merging.batches, "__defaults__", (50,))
    stored = []

    class Died(BaseException):
        pass

    def die(_one):
        stored.append(Message.objects.filter(chat=chat).count())
        if len(stored) == 3:
            raise Died

    with pytest.raises(Died):
        imports.run_next(die)
    assert 0 < stored[-1] < MESSAGES
    assert imports.run_next() is False
    Import.objects.filter(pk=one.pk).update(claimed_until=one.created_at)
    assert imports.run_next() is True
    one.refresh_from_db()
    assert one.finished_at is not None
    assert Message.objects.filter(chat=chat).count() == MESSAGES
    assert index.search(index_of(chat.organization_id), "", facets=[f"chat:{chat.pk}"], limit=0).total == (
        Message.objects.filter(chat=chat).exclude(kind__in=["system", "deleted"]).count()
    )


def test_a_worker_whose_claim_was_taken_over_writes_no_more(chat):
    text = export(View("android_id", members=MEMBERS))
    one = Import.objects.ask(chat, StoredFile.objects.store(ContentFile(text.encode(), "c.txt"), name="c.txt"), by=None)
    mine = imports.claim_next()
    Import.objects.filter(pk=one.pk).update(claim="another")
    with pytest.raises(imports.ClaimLost):
        imports.run(mine, lambda running: None)
    assert Message.objects.filter(chat=chat).count() == 0


def test_two_imports_of_one_chat_are_done_one_after_the_other(chat):
    for number in range(2):
        file = StoredFile.objects.store(ContentFile(f"05/08/26 09.0{number} - A: x\n".encode(), "c.txt"), name="c.txt")
        Import.objects.ask(chat, file, by=None)
    assert imports.claim_next() is not None
    assert imports.claim_next() is None


@given(st.lists(st.one_of(st.none(), st.integers(1, 10_000)), max_size=30))
def test_positions_rise_and_known_ones_stay_while_there_is_room(order):
    known = sorted({place for place in order if place is not None})
    order = [None if place is None else known.pop(0) if known else None for place in order]
    found = positions(order)
    assert len(found) == len(order)
    assert all(a < b for a, b in itertools.pairwise(found))
    kept = all(place is None or place == now for place, now in zip(order, found, strict=True))
    assert kept or found == [STEP * place for place in range(1, len(order) + 1)]


def test_an_import_that_breaks_unexpectedly_is_given_up_and_holds_up_no_other(chat, fokuss, monkeypatch):
    other = Chat.objects.create(organization=fokuss, name="Grup lain", time_zone="Asia/Jakarta")
    broken, sound = (
        Import.objects.ask(
            one, StoredFile.objects.store(ContentFile(b"05/08/26 09.00 - A: x\n", "c.txt"), name="c.txt"), by=None
        )
        for one in (chat, other)
    )
    whole = merging.Merging.store

    def store(self, batch):
        if self.chat == chat:
            raise ZeroDivisionError
        whole(self, batch)

    monkeypatch.setattr(merging.Merging, "store", store)
    for _turn in range(imports.MOST_ERRORS + 1):
        imports.run_next()
        Import.objects.open().update(claimed_until=broken.created_at)
    imports.run_next()
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert broken.failure == {"code": "unexpected", "params": {}}
    assert broken.failure_sentence
    assert sound.finished_at is not None
    assert Message.objects.filter(chat=chat).count() == 0


def test_a_minute_that_comes_again_after_later_ones_is_stored_whole(chat):
    text = (
        "[01/03/26 10.15.02] Pak Budi: pagi\n[05/03/26 09.00.00] Bu Ani: ini kutipannya\n"
        "[01/03/26 10.15.22] Pak Budi: kutipan\n[06/03/26 09.00.00] Bu Ani: siap\n"
    )
    one = bring(chat, text, "_chat.txt")
    assert one.finished_at is not None
    assert Message.objects.filter(chat=chat).count() == one.added
    assert "pagi" in {text for _minute, _kind, text in spoken(chat)}
    again = bring(chat, text, "_chat.txt")
    assert (again.added, again.updated) == (0, 0)


def picture(colour):
    made = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(made, "PNG")
    return made.getvalue()


def test_a_file_goes_to_the_message_of_the_export_that_names_it(chat):
    first = "05/08/26 09.00 - Bu Ani: IMG-1.png (file terlampir)\n06/08/26 09.00 - Pak Budi: siap\n"
    bring(chat, zipped(**{"chat.txt": first}), "Chat WhatsApp dengan A.zip")
    second = "07/08/26 09.00 - Pak Budi: IMG-1.png (file terlampir)\n08/08/26 09.00 - Bu Ani: siap\n"
    bring(chat, zipped(**{"chat.txt": second, "IMG-1.png": picture("red")}), "Chat WhatsApp dengan B.zip")
    held = {message.sender.name: bool(message.file) for message in Message.objects.filter(attachment="IMG-1.png")}
    assert held == {"Bu Ani": False, "Pak Budi": True}


def test_a_deleted_picture_is_gone_and_a_damaged_one_does_not_stop_the_import(chat):
    head, tail = "04/08/26 09.00 - Pak Budi: pagi\n", "06/08/26 09.00 - Pak Budi: siap\n"
    text = head + "05/08/26 09.00 - Bu Ani: IMG-1.png (file terlampir)\n" + tail
    content = zipped(**{"chat.txt": text, "IMG-1.png": picture("blue")})
    damaged = content.replace(picture("blue")[-20:], bytes(20), 1)
    one = bring(chat, damaged, "Chat WhatsApp dengan A.zip")
    assert (one.added, one.files_added) == (3, 0)
    assert "file_refused" in {finding["code"] for finding in one.findings}
    bring(chat, content, "Chat WhatsApp dengan A.zip")
    assert Message.objects.get(chat=chat, kind="media").file is not None
    bring(chat, head + "05/08/26 09.00 - Bu Ani: Pesan ini dihapus\n" + tail)
    assert Message.objects.get(chat=chat, kind="deleted").file is None
