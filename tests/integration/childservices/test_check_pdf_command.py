"""`manage.py check_pdf`: the verdict on any file, for people and for programs."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.unit.childservices.pdf.samples import item, pack_of, rendered


def printed(path: Path, **options: bool) -> list[str]:
    out = io.StringIO()
    call_command("check_pdf", str(path), stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "good.pdf"
    path.write_bytes(pack_of([item("one", "1", "One", "<p>x</p>")]).pdf)
    return path


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "bad.pdf"
    path.write_bytes(rendered("<h1>One</h1><h3>Three</h3>").pdf)
    return path


def test_a_file_that_passes_is_one_line_of_json(good: Path) -> None:
    lines = printed(good, json=True)

    assert [json.loads(line) for line in lines] == [{"pdfua1": True, "findings": []}]


def test_a_file_that_fails_tells_rule_message_and_page(bad: Path) -> None:
    [line] = printed(bad, json=True)

    verdict = json.loads(line)
    assert verdict["pdfua1"] is False
    assert {
        "rule": "14-003",
        "message": "A heading of level 3 follows one of level 1.",
        "page": 1,
    } in verdict["findings"]


def test_people_read_sentences(good: Path, bad: Path) -> None:
    assert printed(good) == ["It passes the check for PDF/UA-1."]
    lines = printed(bad)
    assert lines[0] == "It does not pass the check for PDF/UA-1:"
    assert "  page 1: A heading of level 3 follows one of level 1. (14-003)" in lines


@pytest.mark.parametrize("json", [True, False])
def test_what_is_no_pdf_or_not_there_is_one_clear_line(tmp_path: Path, json: bool) -> None:
    text = tmp_path / "text.pdf"
    text.write_text("not a PDF")

    for path, sentence in (
        (text, f"{text} is not a PDF, or a damaged one."),
        (tmp_path / "none.pdf", f"{tmp_path}/none.pdf cannot be read: No such file or directory."),
        (tmp_path, f"{tmp_path} cannot be read: Is a directory."),
    ):
        with pytest.raises(CommandError) as refused:
            printed(path, json=json)
        assert str(refused.value) == sentence
