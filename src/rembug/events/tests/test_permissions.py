"""Every address of an event as everybody: nobody, outsider, observer, member, committee member, chair."""

import pytest
from django.urls import reverse

from rembug.events.models import EventFile, Method
from rembug.files.models import StoredFile

pytestmark = pytest.mark.django_db

LOGIN, MISSING, FORBIDDEN = "login", 404, 403
# Columns: nobody, outsider, observer, member, committee member, chair. 302 is a deed done; 422 and 400 ask for more.
SEEN = [LOGIN, MISSING, 200, 200, 200, 200]
PART = [LOGIN, MISSING, FORBIDDEN, 302, 302, 302]
MANAGED = [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, 200, 200]
CHANGED = [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, 302, 302]
ASKED = [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, 422, 422]
GOVERNED = [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, 302]

GETS = {
    "event": SEEN,
    "invitations": SEEN,
    "attendance": SEEN,
    "minutes": SEEN,
    "files": SEEN,
    "event_calendar": SEEN,
    "edit": MANAGED,
    "cancellation": MANAGED,
    "villages": MANAGED,
    "poster": MANAGED,
    "agenda": MANAGED,
    "minutes_edit": MANAGED,
    "decisions": MANAGED,
    "new_task": MANAGED,
    "corrections": [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, 200],
}
POSTS = {
    "own_attendance": PART,
    "check_in_key": CHANGED,
    "reinstatement": CHANGED,
    "submission": CHANGED,
    "take_back": CHANGED,
    "approval": GOVERNED,
    "reply": [LOGIN, MISSING, FORBIDDEN, 422, 422, 422],
    "files": [LOGIN, MISSING, FORBIDDEN, 422, 422, 422],
    "invitations": ASKED,
    "attendance_list": ASKED,
    "guests": ASKED,
    "edit": ASKED,
    "cancellation": ASKED,
    "agenda": ASKED,
    "decisions": ASKED,
    "minutes_edit": ASKED,
    "new_task": ASKED,
    "district": ASKED,
    "corrections": [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, 422],
}


@pytest.fixture
def everybody(ani, budi, citra, dewi, eko):
    return [None, citra, eko, budi, dewi, ani]


@pytest.fixture
def full(meeting, ani, budi):
    """The meeting with one of everything."""
    meeting.invite([ani], by=ani)
    meeting.attend(ani, by=ani, method=Method.TAP)
    meeting.add_agenda_item(by=ani, title="Pembukaan")
    meeting.write_minutes("Rapat dibuka.", by=ani, revision=0)
    decision = meeting.decide("Iuran bulanan.", by=ani)
    meeting.assign("Buat laporan", owner=budi, due_on=meeting.local_start.date(), by=ani, decision=decision)
    stored = StoredFile.objects.create(
        sha256="0" * 64, content="00/00/x", name="surat.pdf", media_type="application/pdf", size=1
    )
    EventFile.add(meeting, stored, by=ani)
    return meeting


def answer(client, person, method, url):
    if person:
        client.force_login(person)
    else:
        client.logout()
    response = getattr(client, method)(url)
    if response.status_code == 302 and response.url.startswith("/account/"):
        return LOGIN
    return response.status_code


@pytest.mark.parametrize("name", GETS)
def test_who_may_read(client, everybody, full, name):
    url = reverse(f"events:{name}", args=[full.pk])
    assert [answer(client, person, "get", url) for person in everybody] == GETS[name]


@pytest.mark.parametrize("name", POSTS)
def test_who_may_do(client, everybody, full, name):
    url = reverse(f"events:{name}", args=[full.pk])
    assert [answer(client, person, "post", url) for person in everybody] == POSTS[name]


def test_who_may_touch_the_parts(client, everybody, full):
    parts = {
        ("reply_of", full.invitations.get().pk): MANAGED,
        ("removal", full.attendances.get().pk): MANAGED,
        ("agenda_item", full.agenda.get().pk): MANAGED,
        ("decision", full.decisions.get().pk): MANAGED,
        ("revision", 1): MANAGED,
    }
    found = {
        part: [
            answer(client, person, "get", reverse(f"events:{part[0]}", args=[full.pk, part[1]])) for person in everybody
        ]
        for part in parts
    }
    assert found == parts


def test_a_part_of_another_event_is_not_reached_through_this_one(client, ani, full, plan):
    other = type(full).schedule(by=ani, starts_at=full.starts_at, ends_at=full.ends_at, **plan)
    client.force_login(ani)
    for name, thing in (
        ("reply_of", full.invitations.get()),
        ("removal", full.attendances.get()),
        ("agenda_item", full.agenda.get()),
        ("decision", full.decisions.get()),
        ("file", full.event_files.get()),
    ):
        assert client.get(reverse(f"events:{name}", args=[other.pk, thing.pk])).status_code == 404


def test_who_may_see_and_complete_a_task(client, everybody, full):
    task = full.tasks.get()
    url = reverse("events:task", args=[task.pk])
    assert [answer(client, person, "get", url) for person in everybody] == SEEN
    done = reverse("events:completion", args=[task.pk])
    assert [answer(client, person, "post", done) for person in everybody] == [LOGIN, MISSING, 403, 422, 422, 422]
    edit = reverse("events:task_edit", args=[task.pk])
    assert [answer(client, person, "get", edit) for person in everybody] == MANAGED


@pytest.mark.parametrize("name", ["events", "this_month", "tasks", "calendar_address"])
def test_lists_are_for_whoever_is_signed_in(client, everybody, full, name):
    assert [answer(client, person, "get", reverse(f"events:{name}")) for person in everybody] == [LOGIN] + [200] * 5


def test_only_the_committee_plans(client, everybody):
    url = reverse("events:new")
    # Citra chairs an association of her own and plans for that one.
    assert [answer(client, person, "get", url) for person in everybody] == [LOGIN, 200, 403, 403, 200, 200]


def test_the_chair_of_another_association_cannot_plan_here(client, citra, fokuss):
    client.force_login(citra)
    assert client.get(reverse("events:new"), {"organization": fokuss.pk}).status_code == 404


def test_the_member_who_takes_the_minutes_may_write_and_submit_but_not_approve(client, ani, budi, full):
    full.revise(by=ani, minutes_by=budi)
    found = {
        name: answer(client, budi, "post", reverse(f"events:{name}", args=[full.pk]))
        for name in ("minutes_edit", "submission", "approval")
    }
    assert found == {"minutes_edit": 422, "submission": 302, "approval": 403}
