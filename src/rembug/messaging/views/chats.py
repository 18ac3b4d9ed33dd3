from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rembug.base.keys import key_of
from rembug.base.pagination import paginate
from rembug.files.serving import serve
from rembug.messaging import conversation
from rembug.messaging.forms import SenderForm
from rembug.messaging.labels import suggest
from rembug.messaging.models import Chat, Import, Message, SenderLabel
from rembug.organizations.models import Authority, Membership, current
from rembug.organizations.permission import may, organizations_where
from rembug.people.models import Person


@login_required
@require_GET
def chats(request):
    """The groups whose history is here, and the way to bring in another."""
    found = Chat.objects.visible_to(request.user).select_related("organization")
    messages = Message.objects.filter(chat=OuterRef("pk"))
    brought = Import.objects.filter(chat=OuterRef("pk")).order_by().values("chat").annotate(total=Sum("added"))
    # What the imports added, not a count of every message: a group may hold a million.
    found = found.annotate(
        count=Coalesce(Subquery(brought.values("total")), 0),
        first=Subquery(messages.order_by("minute", "position").values("minute")[:1]),
        last=Subquery(messages.order_by("-minute", "-position").values("minute")[:1]),
    )
    return render(
        request,
        "messaging/chats.html",
        {"chats": found, "may_import": bool(organizations_where(request.user, Authority.MANAGE))},
    )


@login_required
@require_GET
def chat(request, pk):
    """A page of the conversation: the newest, or around, before or after a message."""
    one = get_object_or_404(Chat.objects.visible_to(request.user).select_related("organization"), pk=pk)
    messages = one.messages.select_related("sender__person", "file")
    marked = None
    for name, read in (
        ("at", conversation.around),
        ("before", conversation.before),
        ("after", conversation.after),
    ):
        if value := request.GET.get(name):
            place = get_object_or_404(messages, pk=key_of(value))
            page = read(messages, place)
            marked = place if name == "at" else None
            break
    else:
        page = conversation.newest(messages)
    for message in page:
        message.local_day = message.minute.astimezone(ZoneInfo(one.time_zone)).date()
    context = {
        "chat": one,
        "page": page,
        "last": page[-1] if page else None,
        "marked": marked,
        "earlier": bool(page) and bool(conversation.before(messages, page[0], 1)),
        "later": bool(page) and bool(conversation.after(messages, page[-1], 1)),
        "may_manage": may(request.user, Authority.MANAGE, one),
    }
    return render(request, "messaging/chat.html", context)


@login_required
@require_GET
def attachment(request, pk, message_pk):
    """A picture, sound or document of a message, for whoever sees the chat."""
    message = get_object_or_404(
        Message.objects.visible_to(request.user).select_related("file"), pk=message_pk, chat__pk=pk, file__isnull=False
    )
    return serve(message.file, request)


@login_required
@require_http_methods(["GET", "POST"])
def senders(request, pk):
    """Who wrote: officers say which member each sender is; suggestions are marked as such."""
    one = get_object_or_404(
        Chat.objects.filter(organization__in=organizations_where(request.user, Authority.MANAGE)), pk=pk
    )
    members = Person.objects.filter(
        pk__in=Membership.objects.filter(current(timezone.localdate()), organization=one.organization_id).values(
            "person_id"
        )
    )
    if request.method == "POST":
        sender = get_object_or_404(one.senders, pk=key_of(request.POST.get("sender")))
        form = SenderForm(request.POST, members=members)
        if not form.is_valid():
            return HttpResponse(status=422)
        sender.match(form.cleaned_data["person"], by=request.user)
        return redirect(request.get_full_path())
    page = paginate(
        request,
        one.senders.select_related("person").annotate(count=Count("messages")).order_by("person_id", "-count", "pk"),
    )
    known = {
        row["person_id"]: (row["person__name"], row["person__phone"] or "", row["area__name"] or "")
        for row in Membership.objects.filter(current(timezone.localdate()), organization=one.organization_id)
        .order_by("person__name")
        .values("person_id", "person__name", "person__phone", "area__name")
    }
    labels: dict[int, list[str]] = {}
    for sender_id, label in SenderLabel.objects.filter(sender__in=list(page)).values_list("sender_id", "label"):
        labels.setdefault(sender_id, []).append(label)
    rows = [
        {
            "sender": sender,
            "suggestion": None if sender.person_id else suggest(labels.get(sender.pk, [sender.name]), known),
        }
        for sender in page
    ]
    return render(request, "messaging/senders.html", {"chat": one, "page": page, "rows": rows, "members": known})
