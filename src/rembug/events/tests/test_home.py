from datetime import date, timedelta

import pytest
from django.test import RequestFactory

from rembug.base.cards import Urgency
from rembug.events import home_cards
from rembug.events.models import Method, Reply

pytestmark = pytest.mark.django_db


def card(find, person):
    request = RequestFactory().get("/")
    request.user = person
    return find(request)


def test_an_hour_before_the_start_home_offers_to_check_in_until_one_has(meeting, budi, eko, citra, clock):
    assert card(home_cards.check_in, budi).context["action"]["url"] == f"/events/{meeting.pk}/"
    assert [card(home_cards.check_in, person) for person in (eko, citra)] == [None, None]
    meeting.attend(budi, by=budi, method=Method.TAP)
    assert card(home_cards.check_in, budi) is None


def test_home_asks_for_a_reply_and_shows_it_afterwards(meeting, budi, clock):
    clock.shift(timedelta(days=-2))
    asked = card(home_cards.next_event, budi)
    assert (asked.urgency, asked.context["rows"][0]["tag"]) == (Urgency.TODAY, "mohon dijawab")
    meeting.reply(budi, Reply.COMING, by=budi)
    told = card(home_cards.next_event, budi)
    assert (told.urgency, told.context["rows"][0]["tag"]) == (Urgency.SOON, "hadir")


def test_home_says_nothing_of_cancelled_events(meeting, ani, budi):
    meeting.cancel(by=ani, reason="Banjir")
    assert [card(find, budi) for find in (home_cards.check_in, home_cards.next_event)] == [None, None]


@pytest.mark.parametrize(
    ("due", "urgency"),
    [(date(2026, 12, 6), Urgency.OVERDUE), (date(2026, 12, 7), Urgency.TODAY), (date(2026, 12, 14), Urgency.SOON)],
)
def test_home_shows_tasks_by_their_urgency(meeting, ani, budi, due, urgency):
    meeting.assign("Buat laporan", owner=budi, due_on=due, by=ani)
    assert card(home_cards.tasks, budi).urgency == urgency
    assert card(home_cards.tasks, ani) is None


def test_a_task_due_later_does_not_disturb(meeting, ani, budi):
    meeting.assign("Buat laporan", owner=budi, due_on=date(2026, 12, 15), by=ani)
    assert card(home_cards.tasks, budi) is None


def test_minutes_wait_on_the_home_of_those_who_may_approve(meeting, ani, budi, dewi):
    minutes = meeting.write_minutes("Rapat dibuka.", by=dewi, revision=0)
    assert card(home_cards.approvals, ani) is None
    minutes.submit(by=dewi)
    assert [card(home_cards.approvals, person) is not None for person in (ani, budi, dewi)] == [True, False, False]
    minutes.approve(by=ani, revision=1)
    assert card(home_cards.approvals, ani) is None
