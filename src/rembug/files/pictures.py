"""Pictures are drawn anew: smaller, upright, and without the place and the device that a camera writes into them."""

from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600  # pixels
MOST_PIXELS = 100_000_000  # a phone's camera of 108 megapixels saves 12 to 27; more is a bomb, or a poster
FORMATS = ("JPEG", "PNG", "WEBP")


class TooManyPixels(Exception):
    pass


class Unreadable(Exception):
    pass


def redraw(source: Path, target: Path) -> None:
    """Write the picture in ``source`` to ``target`` in its own format, at most 1,600 pixels long, upright, no metadata.

    Of an animation the first image is kept. Raises TooManyPixels before any pixel is
    decoded, Unreadable for a damaged picture.
    """
    try:
        with Image.open(source, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            kind = picture.format
            picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # lets a JPEG decode at a fraction of its size
            drawn = ImageOps.exif_transpose(picture)
            drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            if kind == "JPEG" and drawn.mode not in ("L", "RGB"):
                drawn = drawn.convert("RGB")
            colours = picture.info.get("icc_profile")
            drawn.info = {}  # savers take comments, EXIF and XMP from here
            options = {"quality": 85} if kind != "PNG" else {}
            drawn.save(target, format=kind, optimize=True, icc_profile=colours, **options)
    except TooManyPixels:
        raise
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise Unreadable from error
