from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "base/page.html", status=400)


forbidden = not_found = server_error = bad_request
