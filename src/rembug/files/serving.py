"""Handing a stored file to a browser. The room that owns the thing has already asked who may see it."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from rembug.files.models import StoredFile

# What a browser may show in the page's own window; everything else is saved to the phone.
SHOWN = ("image/", "audio/", "video/", "application/pdf")
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def serve(stored_file: StoredFile, request: HttpRequest) -> HttpResponseBase:
    """The bytes under the name that the person gave: in parts where the browser asks for a part (RFC 9110, 14).

    Whoever calls this has checked that ``request.user`` may see the thing that the file
    belongs to. The answer is private: no shared cache keeps it.
    """
    tag = f'"{stored_file.sha256}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = _bytes(stored_file, request)
        response["Content-Type"] = stored_file.media_type
        as_attachment = not stored_file.media_type.startswith(SHOWN)
        response["Content-Disposition"] = content_disposition_header(as_attachment, stored_file.name) or "attachment"
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    # Nothing inside a file may run or fetch anything, should a browser take it for a page.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _bytes(stored_file: StoredFile, request: HttpRequest) -> HttpResponseBase:
    content = stored_file.content.open("rb")
    wanted = RANGE.fullmatch(request.headers.get("Range", ""))
    if not wanted or wanted[0] == "bytes=-":
        response = FileResponse(content)
        response["Content-Length"] = stored_file.size
        return response
    first, last = wanted[1], wanted[2]
    start = int(first) if first else max(0, stored_file.size - int(last))
    end = min(int(last), stored_file.size - 1) if first and last else stored_file.size - 1
    if start > end:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored_file.size}"})
    content.seek(start)
    response = FileResponse(_Part(content, end - start + 1), status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{stored_file.size}"
    response["Content-Length"] = end - start + 1
    return response


class _Part:
    """The next ``length`` bytes of an open file."""

    def __init__(self, file, length: int):
        self.file = file
        self.left = length

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(block)
        return block

    def close(self) -> None:
        self.file.close()
