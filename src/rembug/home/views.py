from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from rembug.base.cards import cards_for
from rembug.home.greeting import greeting


@login_required
def home(request):
    """What needs me today, the most urgent first."""
    now = timezone.localtime()
    context = {"cards": cards_for(request), "greeting": greeting(now.hour), "now": now}
    return render(request, "home/home.html", context)
