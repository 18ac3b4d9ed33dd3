"""WhatsApp's exported chats, read as untrusted text: no Django, usable without a database."""

from .errors import ExportError
from .export import Export, read
from .record import KINDS, ErrorRow, Notice, Record, Summary
from .source import Limits

__all__ = ["KINDS", "ErrorRow", "Export", "ExportError", "Limits", "Notice", "Record", "Summary", "read"]
