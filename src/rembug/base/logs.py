"""Log lines as JSON, without personal data: of a request the pattern of its address is logged, never the address.

Addresses hold the tokens of invitations and calendars, which open doors.
"""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, exception."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def _message(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None or not hasattr(request, "method"):
            return record.getMessage()
        match = getattr(request, "resolver_match", None)
        return f"{getattr(record, 'status_code', '')} {request.method} {match.route if match else 'unknown address'}"
