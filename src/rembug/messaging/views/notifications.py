from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rembug.base.keys import key_of
from rembug.base.pagination import paginate
from rembug.messaging.models import OutboxMessage
from rembug.messaging.outbox import whatsapp_link, whatsapp_text, words


@login_required
@require_http_methods(["GET", "POST"])
def notifications(request):
    """What a person was told. Posting marks all of it as read."""
    mine = OutboxMessage.objects.visible_to(request.user)
    if request.method == "POST":
        mine.unread().update(read_at=timezone.now())
        return redirect("messaging:notifications")
    page = paginate(request, mine)
    rows = [(message, *words(message)) for message in page]
    return render(request, "messaging/notifications.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def pass_on(request):
    """What officers still send by WhatsApp to members without an e-mail address; posting one marks it as sent."""
    waiting = OutboxMessage.objects.to_pass_on(request.user)
    if request.method == "POST":
        message = get_object_or_404(waiting, pk=key_of(request.POST.get("message")))
        message.mark_sent(by=request.user)
        return redirect("messaging:pass_on")
    page = paginate(request, waiting.select_related("person", "organization").order_by("pk"))
    rows = []
    for message in page:
        text = whatsapp_text(message)
        rows.append((message, *words(message), whatsapp_link(message.person.phone or "", text), text))
    return render(request, "messaging/pass_on.html", {"page": page, "rows": rows})
