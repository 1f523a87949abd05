"""Pictures made anew from their dots: without what a camera or a program wrote beside them, and no larger than print
needs."""

import base64
import io
from dataclasses import dataclass
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageOps

from childservices.pdf.errors import UploadRefused

FORMATS = ("PNG", "JPEG")
MOST_DOTS = 50_000_000
LONGEST_SIDE = 2_000  # dots: 300 an inch across a page
LARGEST_PNG = 1_500_000  # bytes, beyond which a picture is a photograph
QUALITY = 85


@dataclass(frozen=True)
class CleanPicture:
    """A picture's bytes and their media type."""

    data: bytes
    media_type: str


def clean_picture(data: bytes) -> CleanPicture:
    """Will draw a picture anew, upright, in red, green and blue; raises `UploadRefused` for what is none."""
    try:
        with catch_warnings():
            simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_DOTS:
                    raise UploadRefused(
                        "This picture has too many dots. Make it smaller than 7,000 by 7,000 dots."
                    )
                is_photo = opened.format == "JPEG"
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _written(_coloured(upright), is_photo=is_photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused(
            "This picture has too many dots. Make it smaller than 7,000 by 7,000 dots."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UploadRefused(
            "This picture is damaged. Save it again as PNG or JPEG, then upload it."
        ) from error


def data_address(data: bytes, media_type: str) -> str:
    """Will give the address by which HTML carries a picture in itself."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _coloured(picture: Image.Image) -> Image.Image:
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    return picture.convert(
        "RGBA" if "transparency" in picture.info or picture.mode in ("LA", "PA") else "RGB"
    )


def _written(picture: Image.Image, *, is_photo: bool) -> CleanPicture:
    if not is_photo:
        png = _bytes(picture, "PNG", optimize=False)
        if len(png) <= LARGEST_PNG:
            return CleanPicture(png, "image/png")
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    return CleanPicture(_bytes(picture, "JPEG", quality=QUALITY), "image/jpeg")


def _bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The dots alone are written: what stood beside them in the file is left out."""
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, kind, **options)
    return out.getvalue()
