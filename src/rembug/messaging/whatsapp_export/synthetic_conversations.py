"""Questions and answers of village officials, invented, for the demo and for judging the search."""

from typing import NamedTuple


class Conversation(NamedTuple):
    """One matter: ways to ask it as people type, and the answer."""

    key: str
    asked: tuple[str, ...]
    answer: str


CONVERSATIONS = (
    Conversation(
        "siskeudes-sandi",
        ("Pak, lupa kata sandi Siskeudes gmn ya?",),
        "Minta admin kecamatan mereset, lalu ganti sendiri setelah masuk.",
    ),
)
