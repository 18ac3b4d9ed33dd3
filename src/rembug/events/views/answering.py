"""How a deed answers: on with the person where it went well, the same page with the reason where it did not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect


def deed(request, do, to: str, *args, done: str = "", fragment: str = ""):
    """Do it and go to the page ``to``; a refusal is told there in words."""
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if done:
            messages.success(request, done)
    response = redirect(to, *args)
    response["Location"] += fragment
    return response


def tried(form, do) -> bool:
    """Whether the form was right and the verb went through; its refusal becomes the form's."""
    if not form.is_valid():
        return False
    try:
        do()
    except ValidationError as refusal:
        known = hasattr(refusal, "error_dict") and set(refusal.error_dict) <= set(form.fields)
        form.add_error(None, refusal if known else ValidationError(refusal.messages))
        return False
    return True


def posted(request):
    """What was sent, be it empty; None where the page is only looked at. For a form's first argument."""
    return request.POST if request.method == "POST" else None
