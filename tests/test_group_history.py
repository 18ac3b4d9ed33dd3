"""The main job through the doors that people use: bring an export in, find an answer, say who is who."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from rembug.files.models import StoredFile
from rembug.messaging import imports, my_data
from rembug.messaging.models import Chat, Import, Message, Sender, SenderLabel
from rembug.organizations.models import Membership
from rembug.people.erasure import erase
from rembug.people.models import Consent, ConsentText, Purpose

pytestmark = pytest.mark.django_db

EXPORT = (
    "03/08/26 08.00 - Sekdes Klahang: pak, lupa kata sandi siskeudes gmn ya?\n"
    "03/08/26 08.04 - +62 812-0000-0001: minta admin kecamatan mereset, lalu ganti sendiri\n"
    "03/08/26 08.05 - Sekdes Klahang: nuhun\n"
    "14/09/26 19.00 - ~ Bu Citra: besok rapat rutin di aula\n"
)


def upload(client, content=EXPORT, name="Chat WhatsApp dengan Forum Sekdes.txt", **fields):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content, "text/plain")
    return client.post(reverse("messaging:imports"), {"file": file, "chat": "", "name": "", **fields})


@pytest.fixture
def forum(client, fokuss, ani):
    """The history of FOKUSS' group, brought in by Ani."""
    client.force_login(ani)
    upload(client, organization=fokuss.pk)
    while imports.run_next():
        pass
    client.logout()
    return Chat.objects.get()


def test_an_officer_brings_an_export_in_and_a_member_finds_the_answer(client, forum, budi):
    assert forum.name == "Forum Sekdes"
    client.force_login(budi)
    page = client.get(reverse("search"), {"q": "lp sandi siskeudes"}).content.decode()
    assert "<mark>siskeudes</mark>" in page
    assert "minta admin kecamatan mereset" in page
    assert "0812-0000-0001" not in page
    assert "812-0000-0001" not in page


def test_an_outsider_finds_nothing_of_another_association(client, forum, citra):
    client.force_login(citra)
    assert "siskeudes</mark>" not in client.get(reverse("search"), {"q": "siskeudes"}).content.decode()
    assert client.get(reverse("search"), {"q": "siskeudes", "organization": forum.organization_id}).status_code == 422
    assert client.get(reverse("search"), {"q": "siskeudes", "chat": forum.pk}).status_code == 422
    assert client.get(reverse("messaging:chat", args=[forum.pk])).status_code == 404


def test_a_member_may_read_but_not_bring_in(client, forum, budi):
    client.force_login(budi)
    assert upload(client, organization=forum.organization_id).status_code == 422
    assert Import.objects.count() == 1
    assert client.get(reverse("messaging:senders", args=[forum.pk])).status_code == 404


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({}, 3),
        ({"kind": "text"}, 3),
        ({"kind": "media"}, 0),
        ({"first": "2026-09"}, 1),
        ({"last": "2026-08"}, 2),
        ({"first": "2026-08", "last": "2026-08"}, 2),
        ({"first": "2026-10"}, 0),
    ],
)
def test_a_search_is_narrowed_by_kind_and_month(client, forum, budi, narrow, found):
    client.force_login(budi)
    answer = client.get(reverse("search"), {"q": "sandi rapat mereset", **narrow}).context["answer"]
    assert answer.total == found


def test_a_search_is_narrowed_by_sender(client, forum, budi):
    client.force_login(budi)
    sender = Sender.objects.get(name="~ Bu Citra")
    answer = client.get(reverse("search"), {"q": "sandi rapat", "sender": sender.pk}).context["answer"]
    assert [hit.message.text for hit in answer.found] == ["besok rapat rutin di aula"]


@pytest.mark.parametrize("query", ["", "?", "'; DROP TABLE", "\0", "a" * 1900, "🙏🙏", "yang dan di", "%", "<script>"])
def test_any_question_gets_a_page(client, forum, budi, query):
    client.force_login(budi)
    response = client.get(reverse("search"), {"q": query})
    assert response.status_code in (200, 422)
    assert b"<script>" not in response.content


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999999", "99"])
def test_a_hostile_page_number_gets_a_page(client, forum, budi, page):
    client.force_login(budi)
    assert client.get(reverse("search"), {"q": "sandi", "page": page}).status_code == 200


def test_the_conversation_opens_around_a_message_with_its_day_in_the_chats_zone(client, forum, budi):
    client.force_login(budi)
    message = Message.objects.get(text="nuhun")
    page = client.get(reverse("messaging:chat", args=[forum.pk]), {"at": message.pk})
    assert message.minute == datetime(2026, 8, 3, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert page.context["marked"] == message
    assert [one.text for one in page.context["page"]][2] == "nuhun"
    assert "Senin, 3 Agustus 2026" in page.content.decode()


@pytest.mark.parametrize("place", ["at=x", f"before={'9' * 5000}", "after=0", "at="])
def test_a_place_that_is_not_there_is_not_found_or_the_newest(client, forum, budi, place):
    client.force_login(budi)
    status = client.get(reverse("messaging:chat", args=[forum.pk]) + "?" + place).status_code
    assert status == (200 if place == "at=" else 404)


def test_an_officer_says_who_is_who_and_takes_it_back(client, forum, ani, budi):
    client.force_login(ani)
    address = reverse("messaging:senders", args=[forum.pk])
    by_number = Sender.objects.get(name="+62 812-0000-0001")
    rows = {row["sender"].pk: row["suggestion"] for row in client.get(address).context["rows"]}
    assert rows[by_number.pk] == ani.pk
    klahang = Sender.objects.get(name="Sekdes Klahang")
    client.post(address, {"sender": klahang.pk, "person": budi.pk})
    klahang.refresh_from_db()
    assert (klahang.person, klahang.matched_by) == (budi, ani)
    client.post(address, {"sender": klahang.pk, "person": ""})
    klahang.refresh_from_db()
    assert klahang.person is None


def test_an_outsider_cannot_be_named_as_a_sender(client, forum, ani, citra):
    client.force_login(ani)
    sender = Sender.objects.first()
    address = reverse("messaging:senders", args=[forum.pk])
    assert client.post(address, {"sender": sender.pk, "person": citra.pk}).status_code == 422


def test_a_file_that_is_no_export_is_explained_and_changes_nothing(client, forum, ani):
    client.force_login(ani)
    before = Message.objects.count()
    response = upload(client, "Daftar belanja\n" * 30, "catatan.txt", chat=forum.pk, organization=forum.organization_id)
    imports.run_next()
    page = client.get(response.url).content.decode()
    assert "Ini bukan ekspor WhatsApp" in page
    assert Message.objects.count() == before


def test_a_picture_named_txt_is_explained(client, forum, ani):
    client.force_login(ani)
    response = upload(
        client, b"\x89PNG\r\n\x1a\n" + bytes(100), "chat.txt", chat=forum.pk, organization=forum.organization_id
    )
    imports.run_next()
    assert "Berkas ini bukan teks" in client.get(response.url).content.decode()


def test_an_export_with_a_stray_control_character_is_taken(client, forum, ani):
    client.force_login(ani)
    text = "05/10/26 09.00 - Pak Budi: salinan\x02 dari PDF\n06/10/26 09.00 - Bu Ani: siap\n"
    upload(client, text, "chat.txt", chat=forum.pk, organization=forum.organization_id)
    imports.run_next()
    assert Message.objects.filter(text__contains="dari PDF").count() == 1


def test_a_file_without_the_groups_name_asks_for_it(client, fokuss, ani):
    client.force_login(ani)
    response = upload(client, name="_chat.txt", organization=fokuss.pk)
    assert response.status_code == 422
    assert "name" in response.context["form"].errors


def test_pages_cost_the_same_whatever_their_length(client, forum, ani, django_assert_max_num_queries):
    client.force_login(ani)
    more = "".join(f"{day:02}/10/26 09.00 - Orang {day}: sandi siskeudes nomor {day}\n" for day in range(1, 29))
    file = StoredFile.objects.store(ContentFile(more.encode(), "c.txt"), name="c.txt")
    Import.objects.ask(forum, file, by=ani)
    imports.run_next()
    for name, arguments, data in [
        ("search", [], {"q": "sandi siskeudes"}),
        ("messaging:chats", [], {}),
        ("messaging:chat", [forum.pk], {}),
        ("messaging:senders", [forum.pk], {}),
        ("messaging:imports", [], {}),
        ("messaging:notifications", [], {}),
        ("messaging:pass_on", [], {}),
    ]:
        with django_assert_max_num_queries(12):
            assert client.get(reverse(name, args=arguments), data).status_code == 200


def test_a_forgotten_member_is_nameless_in_the_group_and_stays_so(client, forum, ani, budi):
    klahang = Sender.objects.get(name="Sekdes Klahang")
    klahang.match(budi, by=ani)
    assert [row["text"] for row in my_data.messages(budi)] == ["pak, lupa kata sandi siskeudes gmn ya?", "nuhun"]
    erase(budi, by=ani)
    klahang.refresh_from_db()
    assert (klahang.name, klahang.person) == ("", None)
    with translation.override("id"):
        assert klahang.shown_name == "seorang anggota"
    file = StoredFile.objects.store(ContentFile(EXPORT.encode(), "c.txt"), name="c.txt")
    one = Import.objects.ask(forum, file, by=ani)
    imports.run_next()
    one.refresh_from_db()
    assert (one.added, one.updated) == (0, 0)
    assert not Sender.objects.filter(name="Sekdes Klahang").exists()
    assert not SenderLabel.objects.filter(label="Sekdes Klahang").exists()
    # Not even by an export that shares nothing with the history.
    later = b"01/12/26 09.00 - Sekdes Klahang: sugeng enjang\n02/12/26 09.00 - ~ Bu Citra: pagi\n"
    Import.objects.ask(forum, StoredFile.objects.store(ContentFile(later, "d.txt"), name="d.txt"), by=ani)
    imports.run_next()
    assert Message.objects.get(text="sugeng enjang").sender == klahang
    assert not Sender.objects.filter(name="Sekdes Klahang").exists()


def test_who_withdraws_consent_to_the_history_gets_nameless_in_it(client, forum, ani, budi):
    klahang = Sender.objects.get(name="Sekdes Klahang")
    klahang.match(budi, by=ani)
    Consent.give(budi, ConsentText.objects.current(Purpose.GROUP_HISTORY), by=budi)
    assert my_data.heed_withdrawals() is False
    Consent.withdraw(budi, Purpose.GROUP_HISTORY, by=budi)
    assert my_data.heed_withdrawals() is True
    klahang.refresh_from_db()
    assert (klahang.name, klahang.person) == ("", None)
    assert my_data.heed_withdrawals() is False


def test_hostile_keys_are_not_found(client, forum, ani):
    client.force_login(ani)
    for value in ("x", "9" * 5000, "-1", ""):
        assert client.post(reverse("messaging:senders", args=[forum.pk]), {"sender": value}).status_code == 404
        assert client.post(reverse("messaging:pass_on"), {"message": value}).status_code == 404
    assert client.get(f"/messages/chats/{10**20}/messages/1/attachment/").status_code == 404


def test_a_group_of_a_second_organization_is_searched_in_its_own_history(client, forum, budi, citra):
    other = citra.memberships.get().organization
    Membership.join(other, budi, area=None, by=citra)
    client.force_login(budi)
    answer = client.get(reverse("search"), {"q": "siskeudes", "organization": other.pk, "chat": forum.pk})
    assert answer.context["answer"].total == 1


def test_the_list_of_groups_tells_how_much_is_there_and_of_when(client, forum, budi):
    client.force_login(budi)
    (row,) = client.get(reverse("messaging:chats")).context["chats"]
    assert row.count == Message.objects.count() == 4
    assert (row.first, row.last) == (Message.objects.earliest("minute").minute, Message.objects.latest("minute").minute)
