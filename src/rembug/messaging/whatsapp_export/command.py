"""`rembug whatsapp parse FILE`: an export as JSON lines or as a summary. Needs no database."""

import argparse
import json
import os
import sys

from .errors import MESSAGES, NOTICES, ROWS, ExportError
from .export import read
from .indonesian import MESSAGES as INDONESIAN_MESSAGES
from .indonesian import NOTICES as INDONESIAN_NOTICES
from .indonesian import ROWS as INDONESIAN_ROWS

_PROGRESS_EVERY = 50_000


def main(argv):
    """Run with `FILE [--format jsonl|summary]`.

    Returns 0, 1 when the file holds lines that are no records (they are listed
    on the error stream), or 2 when it cannot be read as an export.
    """
    arguments = _parser().parse_args(argv)
    words = _Words(_language())
    try:
        with read(arguments.file) as export:
            if arguments.format == "jsonl":
                _write_lines(export)
                _list_errors(export, words)
            else:
                _write_summary(export, words)
    except ExportError as error:
        sys.stderr.write(words.error(error) + "\n")
        return 2
    except BrokenPipeError:
        # Whoever read the lines has enough; Python must not try again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1 if export.summary.errors else 0


def _parser():
    parser = argparse.ArgumentParser(prog="rembug whatsapp parse", description=__doc__)
    parser.add_argument("file", help="an exported chat (.txt or .zip)")
    parser.add_argument("--format", choices=("jsonl", "summary"), default="jsonl")
    return parser


def _language():
    chosen = os.environ.get("REMBUG_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "id"
    return "en" if chosen.lower().startswith("en") else "id"


class _Words:
    """The reader's sentences in one language."""

    def __init__(self, language):
        own = language == "en"
        self._messages = MESSAGES if own else INDONESIAN_MESSAGES
        self._notices = NOTICES if own else INDONESIAN_NOTICES
        self._rows = ROWS if own else INDONESIAN_ROWS

    def error(self, error):
        return self._messages[error.code].format(**error.params)

    def notice(self, notice):
        return self._notices[notice.code].format(**notice.params)

    def row(self, row):
        return self._rows[row.code].format(line=row.line, value=row.value)


def _write_lines(export):
    encode = json.JSONEncoder(ensure_ascii=False).encode
    _use_utf8()
    write = sys.stdout.write
    progress = sys.stderr.isatty()
    for record in export:
        write(
            encode(
                {
                    "sent_at": record.sent_at.isoformat(),
                    "sender": record.sender,
                    "kind": record.kind,
                    "text": record.text,
                    "attachment": record.attachment,
                    "edited": record.edited,
                }
            )
            + "\n"
        )
        if progress and record.number % _PROGRESS_EVERY == 0:
            sys.stderr.write(f"\r{record.number:,}")
    sys.stdout.flush()
    if progress:
        sys.stderr.write("\r")


def _list_errors(export, words):
    for notice in export.notices:
        sys.stderr.write(words.notice(notice) + "\n")
    for row in export.errors:
        sys.stderr.write(words.row(row) + "\n")
    hidden = export.summary.errors - len(export.errors)
    if hidden > 0:
        sys.stderr.write(f"+ {hidden}\n")


def _write_summary(export, words):
    for _record in export:
        pass
    _use_utf8()
    json.dump(summary_of(export, words), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    sys.stdout.flush()


def summary_of(export, words):
    """The summary of an export that has been read to its end, as a JSON object."""
    counts = export.summary
    by_sender = sorted(counts.senders.items(), key=lambda item: (-item[1], item[0]))
    return {
        "chat_name": export.chat_name,
        "platform": export.platform,
        "precision": export.precision,
        "language": export.language,
        "date_order": export.date_order,
        "date_order_reason": export.date_order_reason,
        "first": counts.first and counts.first.isoformat(),
        "last": counts.last and counts.last.isoformat(),
        "lines": counts.lines,
        "messages": counts.messages,
        "system_lines": counts.system,
        "senders": len(counts.senders),
        "media": counts.media,
        "edited": counts.edited,
        "deleted": counts.deleted,
        "polls": counts.polls,
        "locations": counts.locations,
        "contacts": counts.contacts,
        "warnings": [
            {"code": notice.code, "message": words.notice(notice), **notice.params} for notice in export.notices
        ],
        "errors": counts.errors,
        "error_lines": counts.error_lines,
        "error_rows": [
            {"line": row.line, "lines": row.lines, "code": row.code, "message": words.row(row)} for row in export.errors
        ],
        "system_events": dict(sorted(counts.system_events.items())),
        "messages_by_sender": dict(by_sender),
    }


def _use_utf8():
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
