"""Telling people, once: the rules fill the outbox, the outbox is emptied channel by channel."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.utils import timezone, translation

from rembug.base.clock import long_date, long_time
from rembug.messaging.models import Channel, OutboxMessage
from rembug.messaging.tellings import RULES, Telling
from rembug.people.code_delivery import reaches_mailboxes

logger = logging.getLogger(__name__)

MAIL_BATCH = 20
CLAIM = timedelta(minutes=2)
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 2880)]


def queue(rule: str, tellings: Iterable[Telling]) -> int:
    """Write rows for ``tellings``; what stands there already stays as it is. Gives the number of things told.

    Everyone is told in Rembug; by e-mail, too, where there is an address and mail is set up, else by an
    officer's WhatsApp.
    """
    tellings = list(tellings)
    rows = []
    for telling in tellings:
        channels = [Channel.APP]
        if telling.person.email and reaches_mailboxes():
            channels.append(Channel.EMAIL)
        elif telling.person.phone:
            channels.append(Channel.WHATSAPP)
        rows += [
            OutboxMessage(
                rule=rule,
                thing_id=telling.thing_id,
                person=telling.person,
                organization_id=telling.organization_id,
                channel=channel,
                params=telling.params,
                url=telling.url,
                sent_at=timezone.now() if channel == Channel.APP else None,
            )
            for channel in channels
        ]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    return len(tellings)


def fill(now: datetime | None = None) -> bool:
    """Walk every rule once; True when there was anything to tell."""
    now = now or timezone.now()
    told = 0
    for rule in RULES.values():
        with transaction.atomic():
            told += queue(rule.name, rule.find(rule.name, now))
    return told > 0


def words(message: OutboxMessage) -> tuple[str, str]:
    """Subject and text in the language that is active. Times in the zone of the thing."""
    params = dict(message.params)
    if "starts_at" in params:
        params["starts_at"] = long_time(datetime.fromisoformat(params["starts_at"]), params.pop("time_zone"))
    if "due_on" in params:
        params["due_on"] = long_date(date.fromisoformat(params["due_on"]))
    rule = RULES[message.rule]
    return str(rule.subject) % params, str(rule.text) % params


def whatsapp_link(phone: str, text: str) -> str:
    """A wa.me link that opens a chat with ``phone`` (E.164; empty: choose the chat) and the text typed in."""
    return f"https://wa.me/{phone.lstrip('+')}?text={quote(text)}"


def whatsapp_text(message: OutboxMessage) -> str:
    """What an officer sends by WhatsApp: in Indonesian, whatever the officer reads."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, text = words(message)
    return f"*{subject}*\n{text}\n{settings.SITE_URL}{message.url}"


def _claim_mail(now: datetime) -> list[OutboxMessage]:
    """Take some mail that is due. Until the claim ends no other worker takes it."""
    due = OutboxMessage.objects.filter(
        channel=Channel.EMAIL, sent_at=None, failed_at=None, next_try_at__lte=now
    ).order_by("next_try_at")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        claimed = list(due.select_related("person")[:MAIL_BATCH])
        for message in claimed:
            message.next_try_at = now + CLAIM
            message.tries += 1
        OutboxMessage.objects.bulk_update(claimed, ["next_try_at", "tries"])
    return claimed


def _keep_claim(message: OutboxMessage) -> bool:
    """Go on for two more minutes with a message claimed; False when the claim ran out and another has it."""
    until = timezone.now() + CLAIM
    kept = OutboxMessage.objects.filter(pk=message.pk, sent_at=None, next_try_at=message.next_try_at)
    message.next_try_at = until
    return bool(kept.update(next_try_at=until))


def message_id(message: OutboxMessage) -> str:
    """The same for every try of a message, so that a mail server that already has it drops the repeat.

    Between the mail server's "accepted" and our commit a power cut can strike; then the
    message goes out a second time, under this same id.
    """
    key = f"{settings.SECRET_KEY}:{message.rule}:{message.thing_id}:{message.person_id}"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@rembug>"


def deliver_mail() -> bool:
    """Send a batch of mail; True when there was any. A refused message is tried again later, at last given up."""
    claimed = _claim_mail(timezone.now())
    if not claimed:
        return False
    mail = get_connection()
    for message in claimed:
        if not message.person.email or not message.person.is_active:
            message.failed_at = timezone.now()
            message.save(update_fields=["failed_at"])
            continue
        if not _keep_claim(message):
            continue
        with translation.override(settings.LANGUAGE_CODE):
            subject, text = words(message)
        try:
            EmailMessage(
                " ".join(subject.split()),
                f"{text}\n\n{settings.SITE_URL}{message.url}\n",
                to=[message.person.email],
                headers={"Message-ID": message_id(message)},
                connection=mail,
            ).send()
        except (OSError, ValueError) as error:
            # The kind of failure only: a mail server's answer may quote the address.
            logger.warning("Mail %s was not sent: %s", message.pk, type(error).__name__)
            if message.tries > len(RETRY_AFTER) or isinstance(error, ValueError):
                message.failed_at = timezone.now()
            else:
                message.next_try_at = timezone.now() + RETRY_AFTER[message.tries - 1]
            message.save(update_fields=["failed_at", "next_try_at"])
        else:
            message.sent_at = timezone.now()
            message.save(update_fields=["sent_at"])
    return True
