"""People are told each thing once, whatever dies and however often the rounds are walked."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from rembug.events.models import Event, EventKind, Reply, Task
from rembug.messaging import outbox
from rembug.messaging.models import Channel, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(fokuss, ani):
    start = timezone.now() + timedelta(days=9)
    return Event.schedule(
        by=ani,
        organization=fokuss,
        kind=EventKind.ROUTINE_MEETING,
        title="Pertemuan rutin",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        time_zone="Asia/Jakarta",
        place="Balai Desa Klahang",
        area=fokuss.area,
    )


def task(fokuss, owner, by, days, age=30):
    return Task.objects.create(
        organization=fokuss,
        title="Kirim notulen",
        owner=owner,
        due_on=timezone.localdate() + timedelta(days=days),
        created_by=by,
        created_at=timezone.now() - timedelta(days=age),
    )


def told(person, channel=Channel.APP):
    return sorted(OutboxMessage.objects.filter(person=person, channel=channel).values_list("rule", flat=True))


def fill_all(now=None):
    while outbox.fill(now):
        pass


def test_an_invitation_is_told_in_rembug_and_by_mail_once(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    for _round in range(3):
        fill_all()
    assert told(budi) == ["event_invitation"]
    assert told(budi, Channel.EMAIL) == ["event_invitation"]
    while outbox.deliver_mail():
        pass
    assert [message.to for message in mail.outbox] == [[budi.email]]
    assert outbox.deliver_mail() is False


def test_whoever_has_no_mail_is_reached_by_an_officers_whatsapp(meeting, ani, budi, citra, fokuss):
    budi.email = None
    budi.save(update_fields=["email"])
    meeting.invite([budi], by=ani)
    fill_all()
    assert told(budi, Channel.EMAIL) == []
    (waiting,) = OutboxMessage.objects.to_pass_on(ani)
    assert waiting.person == budi
    assert list(OutboxMessage.objects.to_pass_on(budi)) == []
    assert list(OutboxMessage.objects.to_pass_on(citra)) == []
    waiting.mark_sent(by=ani)
    assert list(OutboxMessage.objects.to_pass_on(ani)) == []


def test_the_reminder_of_an_event_leaves_out_who_declined(meeting, ani, budi):
    meeting.invite([ani, budi], by=ani)
    meeting.reply(budi, Reply.NOT_COMING, by=budi)
    fill_all(meeting.starts_at - timedelta(hours=20))
    assert told(ani) == ["event_invitation", "event_tomorrow"]
    assert told(budi) == ["event_invitation"]


def test_a_cancelled_event_is_told_to_the_invited(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    meeting.cancel(by=ani, reason="Banjir")
    fill_all()
    assert told(budi) == ["event_cancelled"]


@pytest.mark.parametrize(
    ("days", "rules"),
    [
        (12, ["task_assigned"]),
        (7, ["task_assigned", "task_due_7"]),
        (4, ["task_assigned", "task_due_7"]),
        (3, ["task_assigned", "task_due_3"]),
        (1, ["task_assigned", "task_due_1"]),
        (0, ["task_assigned", "task_due_1"]),
        (-1, ["task_assigned", "task_overdue_1"]),
        (-8, ["task_assigned", "task_overdue_2"]),
    ],
)
def test_a_task_is_reminded_of_by_its_nearest_step(fokuss, ani, budi, days, rules):
    task(fokuss, budi, ani, days)
    fill_all()
    assert told(budi) == rules


def test_over_its_life_a_task_is_reminded_of_once_for_each_step(fokuss, ani, budi):
    task(fokuss, budi, ani, days=10)
    for day in range(30):
        for _hour in range(2):
            fill_all(timezone.now() + timedelta(days=day))
    steps = ["task_assigned", "task_due_1", "task_due_3", "task_due_7"]
    assert told(budi) == [*steps, "task_overdue_1", "task_overdue_2", "task_overdue_3"]


def test_a_task_that_is_done_is_not_reminded_of(fokuss, ani, budi):
    done = task(fokuss, budi, ani, days=1)
    done.complete(by=budi, done_on=timezone.localdate())
    fill_all()
    assert told(budi) == []


def test_the_words_are_in_the_readers_language_and_the_things_zone(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    fill_all()
    message = OutboxMessage.objects.get(person=budi, channel=Channel.APP)
    with translation.override("id"):
        subject, text = outbox.words(message)
    assert subject == "Undangan: Pertemuan rutin"
    assert "WIB" in text
    assert "Balai Desa Klahang" in text
    with translation.override("en"):
        assert outbox.words(message)[0] == "You are invited: Pertemuan rutin"


def test_mail_that_is_refused_is_tried_again_later_and_at_last_given_up(meeting, ani, budi, monkeypatch):
    meeting.invite([budi], by=ani)
    fill_all()
    moment = timezone.now()
    monkeypatch.setattr(outbox.timezone, "now", lambda: moment)
    sent = []

    def refuse(_self, _fail_silently=False):
        sent.append(moment)
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(outbox.EmailMessage, "send", refuse)
    assert outbox.deliver_mail() is True
    assert outbox.deliver_mail() is False
    for _try in range(20):
        moment += timedelta(days=3)
        outbox.deliver_mail()
    message = OutboxMessage.objects.get(person=budi, channel=Channel.EMAIL)
    assert len(sent) == message.tries == 1 + len(outbox.RETRY_AFTER)
    assert message.failed_at is not None
    assert message.sent_at is None


def test_a_repeat_after_a_crash_carries_the_same_message_id(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    fill_all()
    outbox.deliver_mail()
    # The worker died after the mail server took the message and before the commit.
    OutboxMessage.objects.filter(channel=Channel.EMAIL).update(sent_at=None, next_try_at=timezone.now())
    outbox.deliver_mail()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert budi.email not in first.extra_headers["Message-ID"]


def test_filling_costs_a_constant_number_of_statements(meeting, ani, budi, fokuss, django_assert_max_num_queries):
    meeting.invite([ani, budi], by=ani)
    for days in range(40):
        task(fokuss, budi, ani, days)
    with django_assert_max_num_queries(4 * len(outbox.RULES)):
        outbox.fill()


def test_a_title_with_a_line_break_does_not_hold_up_other_mail(meeting, ani, budi):
    Event.objects.filter(pk=meeting.pk).update(title="Pertemuan\nrutin")
    meeting.invite([ani, budi], by=ani)
    fill_all()
    while outbox.deliver_mail():
        pass
    assert sorted(message.to[0] for message in mail.outbox) == [ani.email, budi.email]


def test_a_claim_that_ran_out_and_was_taken_is_left_alone(meeting, ani, budi):
    meeting.invite([budi], by=ani)
    fill_all()
    (message,) = outbox._claim_mail(timezone.now())
    OutboxMessage.objects.filter(pk=message.pk).update(next_try_at=timezone.now() + timedelta(minutes=9))
    assert outbox._keep_claim(message) is False


def test_a_former_member_is_told_nothing_more_and_a_guest_still_is(meeting, ani, budi, citra):
    meeting.invite([budi, citra], by=ani)
    budi.memberships.get().end(timezone.localdate(), by=ani)
    fill_all()
    assert told(budi) == []
    assert told(citra) == ["event_invitation"]
