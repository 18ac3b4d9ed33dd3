from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from rembug.events.models import Event, Invitation, Reply, Visibility
from rembug.journal.models import Deed

from .conftest import WIB, fresh

pytestmark = pytest.mark.django_db
COUNTS = {"invited": 2, "replied": 0, "coming": 0, "maybe": 0, "not_coming": 0, "waiting": 0}


def sees(person):
    return list(Event.objects.visible_to(person))


def test_members_see_the_meetings_of_their_organization(meeting, ani, budi, citra, dewi, eko):
    assert [sees(person) for person in (ani, budi, dewi, eko)] == [[meeting]] * 4
    assert sees(citra) == []
    assert sees(AnonymousUser()) == []


def test_an_outsider_sees_what_she_was_invited_to(meeting, ani, citra, plan):
    Event.schedule(by=ani, starts_at=meeting.starts_at, ends_at=meeting.ends_at, **plan)
    meeting.invite([citra], by=ani)
    assert sees(citra) == [meeting]


def test_a_closed_event_is_seen_by_the_invited_and_the_committee(meeting, ani, budi, citra, dewi, eko):
    meeting.revise(by=ani, visibility=Visibility.INVITED)
    meeting.invite([budi], by=ani)
    assert [person for person in (ani, budi, citra, dewi, eko) if sees(person)] == [ani, budi, dewi]


def test_the_clock_is_that_of_the_place(ani, plan):
    starts_at = datetime(2026, 12, 7, 7, tzinfo=WIB)
    event = Event.schedule(
        by=ani, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **{**plan, "time_zone": "Asia/Jayapura"}
    )
    with translation.override("id"):
        assert event.when_text == "Senin, 7 Desember 2026, 09.00–11.00 WIT"
    with translation.override("en"):
        assert event.when_text == "Monday, 7 December 2026, 09:00–11:00 WIT"


def test_a_training_of_two_days_shows_both(ani, plan):
    starts_at = datetime(2026, 12, 7, 8, tzinfo=WIB)
    event = Event.schedule(by=ani, starts_at=starts_at, ends_at=starts_at + timedelta(days=1, hours=4), **plan)
    with translation.override("id"):
        assert event.day_text == "Senin, 7 Desember 2026 – Selasa, 8 Desember 2026"


def test_an_event_ends_after_it_starts(meeting, ani, plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(created_by=ani, starts_at=meeting.ends_at, ends_at=meeting.starts_at, **plan)
    with pytest.raises(ValidationError):
        meeting.revise(by=ani, ends_at=meeting.starts_at)


def test_a_moved_event_asks_everyone_again(meeting, ani, budi, clock):
    meeting.invite([ani, budi], by=ani)
    meeting.reply(budi, Reply.COMING, by=budi, note="Bersama pak kades")
    clock.shift(timedelta(minutes=1))
    later = meeting.starts_at + timedelta(days=1)
    meeting.revise(by=ani, starts_at=later, ends_at=later + timedelta(hours=2))
    assert Invitation.objects.counts() == COUNTS | {"waiting": 2}
    clock.shift(timedelta(minutes=1))
    meeting.reply(budi, Reply.NOT_COMING, by=budi)
    assert Invitation.objects.counts() == COUNTS | {"replied": 1, "not_coming": 1, "waiting": 1}
    assert [each.person for each in Invitation.objects.waiting()] == [ani]


def test_a_new_place_keeps_the_replies(meeting, ani, budi, clock):
    meeting.reply(budi, Reply.COMING, by=budi)
    clock.shift(timedelta(minutes=1))
    meeting.revise(by=ani, place="Pendapa")
    assert Invitation.objects.counts()["coming"] == 1
    assert fresh(meeting).sequence == 1


def test_inviting_again_keeps_the_reply(meeting, ani, budi, dewi):
    meeting.invite([budi], by=ani)
    meeting.reply(budi, Reply.MAYBE, by=budi)
    assert meeting.invite_members(by=ani) == 2
    assert meeting.invite_members(by=ani) == 0
    assert {each.person: each.reply for each in meeting.invitations.all()} == {ani: "", budi: "maybe", dewi: ""}


def test_inviting_by_role(meeting, ani, budi, dewi):
    assert list(meeting.members_with_role(["chair", "officer"])) == [ani, dewi]
    assert list(meeting.members()) == [ani, budi, dewi]


def test_a_past_or_cancelled_event_takes_no_replies(meeting, ani, budi, clock):
    meeting.cancel(by=ani, reason="Banjir")
    with pytest.raises(ValidationError):
        meeting.reply(budi, Reply.COMING, by=budi)
    meeting.reinstate(by=ani)
    clock.shift(timedelta(days=1))
    with pytest.raises(ValidationError):
        meeting.reply(budi, Reply.COMING, by=budi)


def test_cancelling_twice_keeps_the_first_reason(meeting, ani):
    meeting.cancel(by=ani, reason="Banjir")
    meeting.cancel(by=ani, reason="Lain")
    assert fresh(meeting).cancellation.reason == "Banjir"
    assert list(Event.objects.held()) == []
    fresh(meeting).reinstate(by=ani)
    assert list(Event.objects.held()) == [meeting]


def test_upcoming_and_past(meeting, ani, plan, clock):
    earlier = Event.schedule(
        by=ani, starts_at=meeting.starts_at - timedelta(days=2), ends_at=meeting.starts_at - timedelta(days=1), **plan
    )
    later = Event.schedule(
        by=ani, starts_at=meeting.starts_at + timedelta(days=2), ends_at=meeting.starts_at + timedelta(days=3), **plan
    )
    assert list(Event.objects.upcoming()) == [meeting, later]
    clock.shift(timedelta(days=1))
    assert list(Event.objects.past()) == [meeting, earlier]


def test_a_new_check_in_code_makes_the_old_one_worthless(meeting, ani):
    old = meeting.check_in_key
    meeting.renew_check_in_key(by=ani)
    assert not Event.objects.filter(check_in_key=old).exists()


def test_every_deed_is_in_the_journal(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    meeting.reply(budi, Reply.COMING, by=budi, note="rahasia")
    meeting.revise(by=ani, place="Pendapa")
    meeting.cancel(by=ani, reason="rahasia")
    assert list(Deed.objects.order_by("sequence").values_list("verb", "details")) == [
        ("scheduled", {}),
        ("invited", {"people": 1}),
        ("replied", {"reply": "coming"}),
        ("revised", {"fields": ["place"]}),
        ("cancelled", {}),
    ]
