from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from rembug.events.models import Task

from .conftest import fresh

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 7)


@pytest.fixture
def task(meeting, ani, budi):
    decision = meeting.decide("Laporan kas dibuat setiap bulan.", by=ani)
    return meeting.assign("Buat laporan kas", owner=budi, due_on=date(2026, 12, 10), by=ani, decision=decision)


def test_a_task_comes_out_of_a_decision(task, meeting, budi):
    assert (task.decision.text, task.event, task.organization, task.owner) == (
        "Laporan kas dibuat setiap bulan.",
        meeting,
        meeting.organization,
        budi,
    )


def test_a_task_is_done_on_the_day_it_was_truly_done(task, budi, clock):
    clock.shift(timedelta(days=5))
    completion = task.complete(by=budi, done_on=date(2026, 12, 9), note="Sudah dikirim")
    assert (completion.done_on, task.is_late) == (date(2026, 12, 9), False)
    assert task.complete(by=budi, done_on=TODAY) == completion


def test_a_task_cannot_be_done_tomorrow(task, budi):
    with pytest.raises(ValidationError):
        task.complete(by=budi, done_on=TODAY + timedelta(days=1))
    assert not fresh(task).is_done


def test_a_task_can_be_opened_again(task, budi):
    task.complete(by=budi, done_on=TODAY)
    task.reopen(by=budi)
    assert list(Task.objects.open()) == [task]
    assert not task.is_done


def test_which_tasks_are_open_due_and_overdue(task, ani, meeting, clock):
    later = meeting.assign("Undang narasumber", owner=ani, due_on=date(2026, 12, 20), by=ani)
    clock.shift(timedelta(days=4))
    assert list(Task.objects.open()) == [task, later]
    assert list(Task.objects.overdue(date(2026, 12, 11))) == [task]
    assert list(Task.objects.due_by(date(2026, 12, 10))) == [task]
    assert (task.is_late, later.is_late) == (True, False)


def test_who_sees_a_task(task, ani, budi, citra, dewi, eko):
    seen = {person.name: list(Task.objects.visible_to(person)) == [task] for person in (ani, budi, citra, dewi, eko)}
    assert seen == {
        "Ani (contoh)": True,
        "Budi (contoh)": True,
        "Citra (contoh)": False,
        "Dewi (contoh)": True,
        "Eko (contoh)": True,
    }


def test_a_task_out_of_a_closed_event_is_for_its_owner_and_the_committee(task, meeting, ani, budi, dewi, eko):
    meeting.revise(by=ani, visibility="invited")
    seen = [person for person in (ani, budi, dewi, eko) if Task.objects.visible_to(person).exists()]
    assert seen == [ani, budi, dewi]
