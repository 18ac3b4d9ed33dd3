"""Small pictures for a gallery: drawn from the stored one when they are asked for, kept by the phone afterwards."""

import io

from PIL import Image

from rembug.files.models import StoredFile

LONGEST_SIDE = 480  # pixels: sharp at 320 on most phones, some 20 kB


def small(stored: StoredFile) -> bytes:
    """The picture as a small JPEG."""
    with stored.content.open("rb") as file, Image.open(file) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # lets a JPEG decode at a fraction of its size
        drawn = picture.convert("RGB")
        drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        target = io.BytesIO()
        drawn.save(target, "JPEG", quality=70, optimize=True)
    return target.getvalue()
