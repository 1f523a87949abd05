"""A rendering's name changes with everything that it depends on, and with nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from childservices.pdf import SHIPPED_FONTS, RenderFailed, render_key
from tests.unit.childservices.pdf.samples import STYLESHEET

HTML = "<p>Parenting</p>"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A stylesheet with its fonts that a test may change."""
    shutil.copytree(SHIPPED_FONTS, tmp_path / "fonts")
    shutil.copy(STYLESHEET, tmp_path / "papers.css")
    return tmp_path


def key_in(static: Path, html: str = HTML, id_prefix: str = "item") -> str:
    return render_key(
        html=html, id_prefix=id_prefix, fonts=static / "fonts", stylesheet=static / "papers.css"
    )


def test_the_same_has_the_same_name_wherever_the_folders_lie(static: Path) -> None:
    here = render_key(html=HTML, id_prefix="item", fonts=SHIPPED_FONTS, stylesheet=STYLESHEET)

    assert here == key_in(static) == key_in(static)
    assert len(here) == 64


def test_other_words_or_another_prefix_are_another_name(static: Path) -> None:
    keys = {
        key_in(static),
        key_in(static, html="<p>Parenting.</p>"),
        key_in(static, id_prefix="items"),
        key_in(static, html="s" + HTML, id_prefix="item"),
    }

    assert len(keys) == 4


def test_another_stylesheet_is_another_name_in_the_same_process(static: Path) -> None:
    before = key_in(static)
    stylesheet = static / "papers.css"
    stylesheet.write_text(stylesheet.read_text() + "p { color: red }")
    os.utime(stylesheet, ns=(1, 1))

    assert key_in(static) != before


def test_another_font_is_another_name(static: Path) -> None:
    fonts = static / "fonts"
    before = key_in(static)
    shutil.copytree(fonts, static / "others")
    (static / "others" / "CouncilSans-Bold.ttf").write_bytes(b"another")

    after = render_key(html=HTML, id_prefix="item", fonts=static / "others", stylesheet=static / "papers.css")

    assert after != before


def test_a_machine_without_a_library_has_names_of_its_own(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = render_key(html=HTML, id_prefix="item", fonts=SHIPPED_FONTS, stylesheet=STYLESHEET)
    monkeypatch.setattr(
        "childservices.pdf.keys._LIBRARIES", (("libpango-1.0.so.99", "pango_version_string"),)
    )

    assert key_in(static) != before


def test_a_missing_file_is_named(static: Path) -> None:
    (static / "papers.css").unlink()

    with pytest.raises(RenderFailed, match=r"The file .*papers\.css is missing, without which no paper"):
        key_in(static)
