from datetime import date

import pytest

from rembug.events import my_data
from rembug.events.models import CalendarAddress, Method, Reply
from rembug.people import erasure
from rembug.people.my_data import everything_about

from .conftest import NOW, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def traces(meeting, ani, budi):
    """Budi replied, came, does a task, leads a subject, and has a calendar address."""
    meeting.reply(budi, Reply.COMING, by=budi, note="Terlambat sedikit")
    meeting.attend(budi, by=budi, method=Method.TAP)
    meeting.add_agenda_item(by=ani, title="Laporan kas", lead=budi)
    meeting.revise(by=ani, chaired_by=budi, minutes_by=budi)
    task = meeting.assign("Buat laporan", owner=budi, due_on=date(2026, 12, 10), by=ani)
    task.complete(by=budi, done_on=date(2026, 12, 7), note="Dikirim lewat Pak Budi")
    CalendarAddress.renew(budi)
    return meeting


def test_my_data_holds_what_the_room_knows(traces, budi):
    found = everything_about(budi)
    assert found["events"] == [
        {
            "title": "Rapat rutin (contoh)",
            "organization": "FOKUSS Sokaraja",
            "starts_at": traces.starts_at,
            "invited_at": NOW,
            "reply": "coming",
            "note": "Terlambat sedikit",
            "replied_at": NOW,
            "arrived_at": NOW,
            "recorded_by": "tap",
            "post": "",
            "area_code": "33.02.19.2006",
            "taken_off_the_list": False,
        }
    ]
    assert [task["done_on"] for task in found["tasks"]] == [date(2026, 12, 7)]
    assert found["calendar_address"] == {"made_at": NOW}


def test_my_data_of_somebody_without_traces_is_empty(ani):
    assert (my_data.events(ani), my_data.tasks(ani), my_data.calendar_address(ani)) == ([], [], {})


def test_after_the_erasure_a_number_is_left(traces, ani, budi):
    erasure.erase(budi, by=ani)
    (attendance,) = traces.attendances.present()
    assert (attendance.name, attendance.area, attendance.position_title) == ("Anggota terhapus", None, "")
    assert not traces.invitations.exists()
    assert traces.agenda.get().lead is None
    assert (fresh(traces).chaired_by, fresh(traces).minutes_by) == (None, None)
    assert traces.tasks.get().completion.note == ""
    assert not CalendarAddress.objects.exists()
