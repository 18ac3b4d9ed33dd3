"""Chats and their messages, the imports that bring them, and the outbox."""

from rembug.messaging.models.chat import Chat, Kind, Message, Revision, Sender, SenderLabel
from rembug.messaging.models.imports import Import
from rembug.messaging.models.outbox import Channel, OutboxMessage

__all__ = ["Channel", "Chat", "Import", "Kind", "Message", "OutboxMessage", "Revision", "Sender", "SenderLabel"]
