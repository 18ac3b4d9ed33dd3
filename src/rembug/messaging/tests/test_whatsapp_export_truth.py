"""Invented chats with their truth, read back from every phone; and the command. All people are invented."""

import io
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembug.messaging.whatsapp_export import read
from rembug.messaging.whatsapp_export.command import main
from rembug.messaging.whatsapp_export.synthetic import history, people
from rembug.messaging.whatsapp_export.synthetic_conversations import CONVERSATIONS
from rembug.messaging.whatsapp_export.synthetic_views import STYLES, View, counts


def read_back(view, happenings):
    export = read(io.BytesIO("".join(view.lines(happenings)).encode()))
    return export, list(export)


def comparable(record, text):
    return (
        record.sent_at,
        record.sender,
        record.kind,
        text,
        record.attachment,
        record.edited,
        record.system_event,
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10**6),
    style=st.sampled_from(sorted(STYLES)),
    names=st.sampled_from(("short", "numbers", "push", "mixed")),
    with_media=st.booleans(),
    cut=st.booleans(),
)
def test_what_was_said_is_read_back_from_every_phone(seed, style, names, with_media, cut):
    happenings = list(history(300, seed, members=20))
    view = View(style, names=names, with_media=with_media, keep=200 if cut else None, until=280 if cut else None)
    _export, found = read_back(view, happenings)
    # The names in a system line are written as the phone shows them.
    assert [comparable(one, "" if one.kind == "system" else one.text) for one in found] == [
        comparable(one, "" if one.kind == "system" else one.text) for one in view.expected(happenings)
    ]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_summary_equals_the_truth_to_the_last_sender(style):
    happenings = list(history(6000, 11))
    view = View(style)
    export, _found = read_back(view, happenings)
    kinds, senders = counts(view.expected(happenings))
    summary = export.summary
    assert summary.senders == senders
    assert len(senders) == 91
    assert {
        "messages": summary.messages,
        "system": summary.system,
        "edited": summary.edited,
        "deleted": summary.deleted,
        "media": summary.media,
        "poll": summary.polls,
        "location": summary.locations,
        "contact": summary.contacts,
    } == dict(kinds)
    assert summary.system_events == Counter(one.event for one in happenings if one.kind == "system")


def test_the_same_seed_gives_the_same_history():
    assert list(history(500, 3)) == list(history(500, 3))
    assert list(history(500, 3)) != list(history(500, 4))


def test_members_are_as_many_as_asked_and_all_different():
    members = people(91)
    assert len({one.name for one in members}) == len({one.phone for one in members}) == 91
    assert [one.number for one in members if ": " in one.name] == [7]
    assert all(one.phone.startswith("+62 812-0000-") for one in members)


def test_there_are_enough_conversations_all_different():
    assert len(CONVERSATIONS) >= 120
    assert len({one.key for one in CONVERSATIONS}) == len({one.answer for one in CONVERSATIONS}) == len(CONVERSATIONS)
    assert all(len(one.asked) >= 2 and one.answer for one in CONVERSATIONS)


# The command

CHAT = (
    "21/07/26 08.00 - Pesan dan panggilan terenkripsi secara end-to-end.\n"
    "21/07/26 08.01 - Ani: halo <Pesan ini diedit>\n"
    "21/07/26 08.02 - Budi: IMG-1.jpg (file terlampir)\nfoto\n"
)


def run(tmp_path, capsys, text, *options):
    path = tmp_path / "Chat WhatsApp dengan Forum.txt"
    path.write_text(text, encoding="utf-8")
    status = main([str(path), *options])
    out, err = capsys.readouterr()
    return status, out, err


def test_lines_of_json_have_exactly_these_keys(tmp_path, capsys):
    status, out, _err = run(tmp_path, capsys, CHAT)
    assert status == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "sent_at": "2026-07-21T08:00:00", "sender": None, "kind": "system",
            "text": "Pesan dan panggilan terenkripsi secara end-to-end.", "attachment": None, "edited": False,
        },
        {
            "sent_at": "2026-07-21T08:01:00", "sender": "Ani", "kind": "text", "text": "halo", "attachment": None,
            "edited": True,
        },
        {
            "sent_at": "2026-07-21T08:02:00", "sender": "Budi", "kind": "media", "text": "foto",
            "attachment": "IMG-1.jpg", "edited": False,
        },
    ]  # fmt: skip


def test_the_summary_is_one_object(tmp_path, capsys):
    status, out, _err = run(tmp_path, capsys, CHAT, "--format", "summary")
    found = json.loads(out)
    assert (status, found["messages"], found["system_lines"], found["senders"]) == (0, 2, 1, 2)
    assert (found["chat_name"], found["date_order"], found["date_order_reason"]) == ("Forum", "dmy", "day_above_12")
    assert (found["warnings"], found["error_rows"]) == ([], [])


def test_error_rows_are_named_and_change_the_status(tmp_path, capsys, monkeypatch):
    text = CHAT + "31/02/26 08.03 - Ani: x\ny\n"
    monkeypatch.setenv("REMBUG_LANGUAGE", "id")
    status, out, err = run(tmp_path, capsys, text)
    assert (status, len(out.splitlines())) == (1, 3)
    assert err == "Baris 5: tanggal 31/02/26 tidak ada di kalender.\n"
    monkeypatch.setenv("REMBUG_LANGUAGE", "en")
    assert run(tmp_path, capsys, text)[2] == "Line 5: the date 31/02/26 does not exist.\n"
    status, out, _err = run(tmp_path, capsys, text, "--format", "summary")
    assert status == 1
    assert [(row["line"], row["lines"], row["code"]) for row in json.loads(out)["error_rows"]] == [
        (5, 2, "impossible_date")
    ]


def test_what_is_no_export_gives_status_two(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REMBUG_LANGUAGE", "en")
    status, out, err = run(tmp_path, capsys, "halo\n")
    assert (status, out) == (2, "")
    assert err.startswith("This is not a WhatsApp export")
