from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def home(request):
    """What needs me today."""
    return render(request, "home/home.html")
