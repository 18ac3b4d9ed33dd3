import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rembug.areas.models import Area
from rembug.events.models import Event, EventFile, Method, Reply, Series, Task, Visibility

from .conftest import fresh, member

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Rapat rutin (contoh)",
    "kind": "routine_meeting",
    "day": "2026-12-21",
    "begins": "09:00",
    "ends": "11:30",
    "place": "Pendapa",
    "area": "33.02.19",
    "visibility": "members",
    "repeat": "",
}


@pytest.fixture
def as_ani(client, ani):
    client.force_login(ani)
    return client


@pytest.fixture
def as_budi(client, budi):
    client.force_login(budi)
    return client


def page(response) -> str:
    """The words of a page, without tags and spare space."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name, *args):
    return reverse(f"events:{name}", args=args)


def test_a_chair_plans_a_single_event_for_all_villages(as_ani, ani, budi):
    response = as_ani.post(address("new"), {**FORM, "all_villages": "on", "invite_members": "on"})
    event = Event.objects.get()
    assert (response.status_code, response.url) == (302, address("event", event.pk))
    assert event.when_text == "Senin, 21 Desember 2026, 09.00–11.30 WIB"
    assert [village.name for village in event.villages.order_by("name")] == ["Kalikidang", "Klahang"]
    assert [each.person for each in event.invitations.all()] == [ani, budi]


def test_the_clock_of_an_event_is_that_of_its_area(as_ani, sokaraja):
    Area.objects.filter(pk="33.02.19.2006").update(time_zone="Asia/Jayapura")
    as_ani.post(address("new"), {**FORM, "area": "33.02.19.2006"})
    event = Event.objects.get()
    assert event.when_text == "Senin, 21 Desember 2026, 09.00–11.30 WIT"
    assert event.starts_at.isoformat() == "2026-12-21T00:00:00+00:00"


def test_a_chair_plans_a_series(as_ani):
    as_ani.post(address("new"), {**FORM, "repeat": "monthly_weekday", "until": "2027-03-31"})
    assert Series.objects.get().recurrence == "FREQ=MONTHLY;BYDAY=3MO;UNTIL=20270331T165959Z"
    assert [event.local_start.date().isoformat() for event in Event.objects.all()] == [
        "2026-12-21",
        "2027-01-18",
        "2027-02-15",
        "2027-03-15",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": "08:00"}, "ends"),
        ({"day": ""}, "day"),
        ({"day": "2020-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"last_day": "2027-06-01"}, "last_day"),
        ({"repeat": "weekly", "until": "2027-01-01", "count": "5"}, "count"),
        ({"repeat": "weekly", "until": "2026-12-01"}, "until"),
        ({"area": "99.99"}, "area"),
        ({"title": ""}, "title"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_plans_nothing(as_ani, wrong, field):
    response = as_ani.post(address("new"), {**FORM, **wrong})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Event.objects.exists()


def test_one_event_of_a_series_is_moved_alone_and_the_rest_together(as_ani):
    as_ani.post(address("new"), {**FORM, "repeat": "weekly", "count": "4"})
    second, third = Event.objects.all()[1:3]
    as_ani.post(address("edit", second.pk), {**FORM, "scope": "one", "day": "2026-12-29", "begins": "10:00"})
    as_ani.post(address("edit", third.pk), {**FORM, "scope": "following", "day": "2027-01-05", "place": "Aula"})
    assert [(event.when_text, event.place) for event in Event.objects.all()] == [
        ("Senin, 21 Desember 2026, 09.00–11.30 WIB", "Pendapa"),
        ("Selasa, 29 Desember 2026, 10.00–11.30 WIB", "Pendapa"),
        ("Selasa, 5 Januari 2027, 09.00–11.30 WIB", "Aula"),
        ("Selasa, 12 Januari 2027, 09.00–11.30 WIB", "Aula"),
    ]


def test_a_cancelled_event_tells_its_reason_and_gives_a_text_to_pass_on(as_ani, meeting):
    response = as_ani.post(address("cancellation", meeting.pk), {"reason": "Banjir"}, follow=True)
    assert "Alasan: Banjir" in response.context["text"]
    assert "Banjir" in page(as_ani.get(address("event", meeting.pk)))
    as_ani.post(address("reinstatement", meeting.pk))
    assert not fresh(meeting).is_cancelled


def test_a_series_is_ended_from_a_page(as_ani):
    as_ani.post(address("new"), {**FORM, "repeat": "weekly"})
    first = Event.objects.first()
    as_ani.post(address("series_end", first.pk), {"on": "2027-01-01"})
    assert Event.objects.count() == 2


def test_a_text_for_whatsapp_is_in_the_link_and_names_nobody(as_ani, meeting):
    response = as_ani.get(address("share", meeting.pk, "invitation"))
    text = response.context["text"]
    assert text.splitlines() == [
        "Undangan: *Rapat rutin (contoh)*",
        "FOKUSS Sokaraja",
        "Senin, 7 Desember 2026, 09.00–11.00 WIB",
        "di Balai Desa Klahang",
        f"Apakah Anda hadir? Silakan jawab di sini: http://127.0.0.1:8000/events/{meeting.pk}/",
    ]
    assert (
        'href="https://wa.me/?text=Undangan%3A%20%2ARapat%20rutin%20%28contoh%29%2A%0AFOKUSS'
        in response.content.decode()
    )


def test_a_member_replies_and_the_committee_notes_a_reply_told_by_telephone(as_budi, meeting, ani, budi):
    as_budi.post(address("reply", meeting.pk), {"reply": "maybe", "note": "Masih di kecamatan"})
    assert [(each.person, each.reply, each.note) for each in meeting.invitations.all()] == [
        (budi, "maybe", "Masih di kecamatan")
    ]
    as_budi.force_login(ani)
    invitation = meeting.invitations.get()
    as_budi.post(address("reply_of", meeting.pk, invitation.pk), {"reply": "coming"})
    assert fresh(invitation).reply == "coming"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"whom": "all"}, ["Ani", "Budi", "Dewi"]),
        ({"whom": "role", "roles": ["chair", "officer"]}, ["Ani", "Dewi"]),
        ({"whom": "chosen"}, ["Budi"]),
    ],
)
def test_the_committee_invites_all_by_role_or_chosen_ones(as_ani, meeting, budi, dewi, fields, names):
    chosen = {"people": [budi.pk]} if fields["whom"] == "chosen" else {}
    as_ani.post(address("invitations", meeting.pk), fields | chosen)
    assert [each.person.name.split()[0] for each in meeting.invitations.all()] == names


def test_a_member_checks_in_and_a_second_tap_changes_nothing(as_budi, meeting, budi):
    for _tap in range(2):
        as_budi.post(address("own_attendance", meeting.pk), follow=True)
    assert [(each.person, each.method) for each in meeting.attendances.all()] == [(budi, Method.TAP)]


def test_the_qr_page_counts_a_member_by_one_tap(as_budi, meeting, budi):
    url = address("check_in", meeting.check_in_key)
    assert "Saya hadir" in page(as_budi.get(url))
    assert "Budi (contoh)" in page(as_budi.post(url))
    as_budi.post(url)
    assert [(each.person, each.method) for each in meeting.attendances.all()] == [(budi, Method.QR)]


def test_a_guest_writes_name_post_and_village_and_a_repeated_answer_counts_once(client, meeting, sokaraja):
    url = address("check_in", meeting.check_in_key)
    operation = client.get(url).context["form"].initial["operation"]
    sent = {"name": "Tamu Contoh", "post": "Pendamping Desa", "area": "33.02.19.2006", "operation": operation}
    assert [client.post(url, sent).status_code for _try in range(2)] == [200, 200]
    assert [(each.name, each.position_title, each.area.name) for each in meeting.attendances.all()] == [
        ("Tamu Contoh", "Pendamping Desa", "Klahang")
    ]


def test_the_qr_page_is_closed_outside_the_time_and_says_when_it_opens(client, meeting, clock):
    clock.shift(timedelta(hours=-2))
    url = address("check_in", meeting.check_in_key)
    assert "satu jam sebelum acara dimulai" in page(client.get(url))
    assert client.post(url, {"name": "Tamu Contoh"}).status_code == 422
    assert not meeting.attendances.exists()


def test_too_many_guests_are_told_to_wait(client, meeting):
    url = address("check_in", meeting.check_in_key)
    answers = [client.post(url, {"name": f"Tamu {number}"}).status_code for number in range(41)]
    assert answers == [200] * 40 + [429]


def test_an_old_qr_code_leads_nowhere(as_ani, meeting):
    old = meeting.check_in_key
    as_ani.post(address("check_in_key", meeting.pk))
    assert as_ani.get(address("check_in", old)).status_code == 404


def test_the_poster_shows_the_code(as_ani, meeting):
    response = as_ani.get(address("poster", meeting.pk))
    assert response.context["url"] == f"http://127.0.0.1:8000/events/check-in/{meeting.check_in_key}/"
    assert response.content.decode().count('class="qr"') == 1


def test_the_committee_ticks_members_and_adds_a_guest(as_ani, meeting, ani, budi):
    as_ani.post(address("attendance_list", meeting.pk), {"people": [ani.pk, budi.pk]})
    as_ani.post(address("guests", meeting.pk), {"name": "Tamu Contoh"})
    assert sorted(each.name for each in meeting.attendances.all()) == ["Ani (contoh)", "Budi (contoh)", "Tamu Contoh"]
    assert "3 orang hadir" in page(as_ani.get(address("attendance", meeting.pk)))


def test_villages_that_nobody_came_for_are_named(as_ani, meeting, budi, sokaraja):
    as_ani.post(address("district", meeting.pk), {"district": "33.02.19"})
    meeting.attend(budi, by=budi, method=Method.TAP)
    assert "Kalikidang belum ada Klahang 1" in page(as_ani.get(address("attendance", meeting.pk)))


def test_the_agenda_is_ordered_by_buttons(as_ani, meeting):
    for title in ("Pembukaan", "Laporan kas"):
        as_ani.post(address("agenda", meeting.pk), {"title": title, "minutes": "10"})
    last = meeting.agenda.get(title="Laporan kas")
    as_ani.post(address("agenda_move", meeting.pk, last.pk), {"direction": "up"})
    assert [item.title for item in meeting.agenda.all()] == ["Laporan kas", "Pembukaan"]
    as_ani.post(address("agenda_removal", meeting.pk, last.pk))
    assert [item.title for item in meeting.agenda.all()] == ["Pembukaan"]


def test_minutes_are_written_previewed_submitted_and_approved(as_ani, meeting):
    url = address("minutes_edit", meeting.pk)
    preview = as_ani.post(url, {"text": "## Pembukaan\n\n**Sah**", "revision": "0", "preview": "1"})
    assert "<strong>Sah</strong>" in preview.content.decode()
    assert not hasattr(fresh(meeting), "minutes")
    as_ani.post(url, {"text": "## Pembukaan\r\n\r\n**Sah**", "revision": "0"})
    assert fresh(meeting).minutes.text == "## Pembukaan\n\n**Sah**"
    as_ani.post(address("submission", meeting.pk))
    as_ani.post(address("approval", meeting.pk), {"revision": "1"})
    assert fresh(meeting).is_approved
    as_ani.post(address("corrections", meeting.pk), {"text": "Pukul 09.15."})
    assert "Pukul 09.15." in page(as_ani.get(address("minutes", meeting.pk)))


def test_a_stale_save_shows_both_texts_and_saves_neither_over_the_other(as_ani, meeting, ani, dewi):
    url = address("minutes_edit", meeting.pk)
    as_ani.post(url, {"text": "Versi satu", "revision": "0"})
    fresh(meeting).write_minutes("Versi Dewi", by=dewi, revision=1)
    response = as_ani.post(url, {"text": "Versi Ani", "revision": "1"})
    assert response.status_code == 409
    assert (response.context["theirs"].text, response.context["form"]["text"].value()) == ("Versi Dewi", "Versi Ani")
    assert fresh(meeting).minutes.text == "Versi Dewi"
    as_ani.post(url, {"text": "Versi Dewi dan Ani", "revision": response.context["form"]["revision"].value()})
    assert fresh(meeting).minutes.text == "Versi Dewi dan Ani"


def test_scripts_in_minutes_do_nothing(as_ani, meeting, ani):
    meeting.write_minutes(
        '<script>alert(1)</script> [tautan](javascript:alert(1)) <img src=x onerror="a()">', by=ani, revision=0
    )
    html = as_ani.get(address("minutes", meeting.pk)).content.decode()
    assert re.findall(r"<script(?! type=\"module\" src=)|<img|href=\"javascript", html) == []


def test_a_task_is_given_done_and_opened_again(as_ani, meeting, ani, budi):
    decision = meeting.decide("Laporan bulanan.", by=ani)
    new = f"{address('new_task', meeting.pk)}?decision={decision.pk}"
    as_ani.post(new, {"title": "Buat laporan", "owner": budi.pk, "due_on": "2026-12-10"})
    task = Task.objects.get()
    assert (task.decision, task.owner) == (decision, budi)
    as_ani.force_login(budi)
    assert "Buat laporan" in page(as_ani.get(address("tasks")))
    as_ani.post(address("completion", task.pk), {"done_on": "2026-12-06", "note": "Dikirim"})
    assert fresh(task).completion.done_on.isoformat() == "2026-12-06"
    assert "Buat laporan" not in page(as_ani.get(address("tasks")))
    assert "Buat laporan" in page(as_ani.get(address("tasks"), {"state": "done"}))
    as_ani.post(address("reopening", task.pk))
    assert not fresh(task).is_done


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo() -> SimpleUploadedFile:
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(target, "JPEG", quality=92)
    return SimpleUploadedFile("rapat.jpg", target.getvalue(), "image/jpeg")


def test_a_photo_is_shown_small_and_to_members_only(as_budi, meeting, citra, media):
    as_budi.post(address("files", meeting.pk), {"file": photo(), "caption": "Foto bersama"})
    found = EventFile.objects.get()
    html = " ".join(as_budi.get(address("files", meeting.pk)).content.decode().split())
    assert 'alt="Foto bersama" width="320" height="240" loading="lazy"' in html
    whole = as_budi.get(address("file", meeting.pk, found.pk))
    small = as_budi.get(address("small_picture", meeting.pk, found.pk))
    assert small["Content-Type"] == "image/jpeg"
    assert len(small.content) * 4 < len(b"".join(whole.streaming_content))
    as_budi.force_login(citra)
    assert as_budi.get(address("file", meeting.pk, found.pk)).status_code == 404


def test_a_file_is_removed_by_who_added_it_or_the_committee(as_budi, meeting, budi, eko, media):
    as_budi.post(address("files", meeting.pk), {"file": photo()})
    found = EventFile.objects.get()
    as_budi.force_login(eko)
    assert as_budi.post(address("file_removal", meeting.pk, found.pk)).status_code == 403
    as_budi.force_login(budi)
    as_budi.post(address("file_removal", meeting.pk, found.pk))
    assert not EventFile.objects.exists()


def test_a_file_of_a_wrong_kind_is_refused_with_the_reason(as_budi, meeting, media):
    wrong = SimpleUploadedFile("rapat.exe", b"MZ\x90\x00" * 50)
    response = as_budi.post(address("files", meeting.pk), {"file": wrong})
    assert response.status_code == 422
    assert not EventFile.objects.exists()


def test_a_public_event_shows_itself_to_everyone_without_anybodys_name(client, meeting, ani, budi, citra):
    meeting.revise(by=ani, visibility=Visibility.PUBLIC, chaired_by=ani)
    meeting.add_agenda_item(by=ani, title="Penyuluhan", lead=budi)
    meeting.reply(budi, Reply.COMING, by=budi)
    meeting.attend(budi, by=budi, method=Method.TAP)
    url = address("event", meeting.pk)
    for person in (None, citra):
        if person:
            client.force_login(person)
        words = page(client.get(url))
        assert [word in words for word in ("Penyuluhan", "Balai Desa Klahang", "Ani", "Budi")] == [
            True,
            True,
            False,
            False,
        ]
        assert client.get(address("attendance", meeting.pk)).status_code == (404 if person else 302)


def test_the_list_is_narrowed_by_time_and_kind(as_budi, meeting, ani, plan):
    past = meeting.starts_at - timedelta(days=40)
    Event.schedule(
        by=ani, starts_at=past, ends_at=past + timedelta(hours=2), **plan | {"title": "Pelatihan", "kind": "training"}
    )
    listed = {
        query: [event.title for event in as_budi.get(f"{address('events')}?{query}").context["page"]]
        for query in ("", "when=past", "kind=training", "when=past&kind=training", "kind=unknown")
    }
    assert listed == {
        "": ["Rapat rutin (contoh)"],
        "when=past": ["Pelatihan"],
        "kind=training": [],
        "when=past&kind=training": ["Pelatihan"],
        "kind=unknown": ["Rapat rutin (contoh)"],
    }


def test_the_month_shows_its_events_on_their_days(as_budi, meeting):
    weeks = as_budi.get(address("month", 2026, 12)).context["weeks"]
    days = {day["date"].isoformat(): day["events"] for week in weeks for day in week if day["events"]}
    assert days == {"2026-12-07": [meeting]}
    assert as_budi.get(address("month", 2026, 13)).status_code == 404


LISTS = [
    ("events", "", False),
    ("events", "when=past", False),
    ("month", "", False),
    ("tasks", "of=all", False),
    ("event", "", True),
    ("invitations", "", True),
    ("attendance", "", True),
    ("minutes", "", True),
    ("files", "", True),
    ("villages", "", True),
    ("home", "", False),
]


@pytest.mark.parametrize(("name", "query", "of_event"), LISTS)
def test_ten_times_the_rows_cost_no_more_queries(as_ani, ani, fokuss, meeting, plan, name, query, of_event):
    args = [meeting.pk] if of_event else [2026, 12] if name == "month" else []
    url = "/" if name == "home" else f"{address(name, *args)}?{query}"
    counts = []
    for rows in (2, 20):
        _fill(meeting, ani, fokuss, plan, rows)
        as_ani.get(url)  # what a process learns once, such as templates
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert as_ani.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= (14 if name == "home" else 12)


def _fill(meeting, ani, fokuss, plan, rows):
    from rembug.files.models import StoredFile

    start = fokuss.memberships.count()
    people = [member(fokuss, f"Warga {start + number}", 100 + start + number) for number in range(rows)]
    meeting.invite(people, by=ani)
    meeting.villages.set(Area.objects.within("33.02.19"))
    for number, person in enumerate(people):
        meeting.attend(person, by=ani, method=Method.LIST)
        meeting.add_agenda_item(by=ani, title="Pokok", lead=person)
        decision = meeting.decide("Keputusan", by=ani)
        meeting.assign("Tugas", owner=person, due_on=meeting.local_start.date(), by=ani, decision=decision)
        meeting.assign("Tugas ketua", owner=ani, due_on=meeting.local_start.date(), by=ani)
        stored = StoredFile.objects.create(
            sha256=f"{start}{number}".zfill(64), content="x", name="a.jpg", media_type="image/jpeg", size=1
        )
        EventFile.add(meeting, stored, by=person)
        for days in (-3, 3):
            at = meeting.starts_at + timedelta(days=days, minutes=start + number)
            Event.schedule(by=ani, starts_at=at, ends_at=at + timedelta(hours=1), **plan)
