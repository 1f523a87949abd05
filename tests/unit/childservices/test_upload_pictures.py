"""Uploaded pictures, made anew."""

import io

import pytest
from PIL import Image

from childservices.pdf import UploadRefused
from childservices.uploads.pictures import LARGEST_PNG, clean_picture
from tests import uploads
from tests.uploads import picture


class TestPicture:
    def test_tells_nothing_of_its_camera_and_stands_upright(self) -> None:
        clean = clean_picture(uploads.turned_photo())

        with Image.open(io.BytesIO(clean.data)) as shown:
            assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (20, 40), {})
        assert b"Nasturtium" not in clean.data

    @pytest.mark.parametrize(
        ("data", "shape"),
        [
            (picture("JPEG", mode="CMYK"), ("JPEG", "RGB", (40, 20))),
            (picture("PNG", mode="P"), ("PNG", "RGB", (40, 20))),
            (picture("PNG", mode="LA"), ("PNG", "RGBA", (40, 20))),
            (picture("PNG", mode="L", size=(4000, 1000)), ("PNG", "L", (2000, 500))),
        ],
    )
    def test_has_the_size_and_colours_of_print(
        self, data: bytes, shape: tuple[str, str, tuple[int, int]]
    ) -> None:
        with Image.open(io.BytesIO(clean_picture(data).data)) as shown:
            assert (shown.format, shown.mode, shown.size) == shape

    def test_that_is_a_photograph_is_kept_as_one(self) -> None:
        dots = Image.frombytes("RGB", (900, 700), uploads.png_pixels(900, 700))
        dots.putalpha(200)
        out = io.BytesIO()
        dots.save(out, "PNG")

        clean = clean_picture(out.getvalue())

        assert len(out.getvalue()) > LARGEST_PNG > len(clean.data)
        assert clean.media_type == "image/jpeg"

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (picture("PNG")[:40], "This picture is damaged."),
            (uploads.picture_claiming(60_000, 60_000), "This picture has too many dots."),
            (uploads.picture_claiming(9_000, 8_000), "This picture has too many dots."),
        ],
        ids=["cut off", "bomb", "large"],
    )
    def test_that_cannot_be_printed_is_refused(self, data: bytes, sentence: str) -> None:
        with pytest.raises(UploadRefused) as refusal:
            clean_picture(data)

        assert refusal.value.sentence.startswith(sentence)
