"""People, with or without an account; the posts they hold; what they consented to.

A person exists as soon as somebody writes the name on an attendance list. The account
comes later, when the person proves a phone number or an e-mail address, or follows an
invitation.
"""

from rembug.people.models.consent import Channel, Consent, ConsentText, Purpose, Withdrawal
from rembug.people.models.erasure import ErasureRequest
from rembug.people.models.person import Person
from rembug.people.models.post import Post, PostKind

__all__ = [
    "Channel",
    "Consent",
    "ConsentText",
    "ErasureRequest",
    "Person",
    "Post",
    "PostKind",
    "Purpose",
    "Withdrawal",
]
