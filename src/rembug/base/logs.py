"""Log lines as JSON, without personal data: of a request the pattern of its address is logged, never the address.

Addresses hold the tokens of invitations and calendars, which open doors.
"""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, exception."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str | list[str]] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record),
        }
        if record.exc_info:
            line["exception"] = frames(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

    def _message(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None or not hasattr(request, "method"):
            return record.getMessage()
        match = getattr(request, "resolver_match", None)
        return f"{getattr(record, 'status_code', '')} {request.method} {match.route if match else 'unknown address'}"


def frames(error: BaseException | None) -> list[str]:
    """Kinds and places of an error and of those before it; not their words, in which databases quote people's data."""
    found: list[str] = []
    while error is not None:
        found.append(type(error).__qualname__)
        found += [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return found
