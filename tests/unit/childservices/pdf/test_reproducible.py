"""The same pack is the same bytes, in any process, on any machine and at any time."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

BUILD = """
import sys
from hashlib import sha256
from childservices.pdf import Attachment
from tests.unit.childservices.pdf.samples import EVERYTHING, item, pack_of, prose

items = [item("a", "1", "Łódź", EVERYTHING), item("b", "2", "Plan", prose(6) + EVERYTHING, part="exempt")]
files = [Attachment(f"{name}.csv", name.encode(), "text/csv", name) for name in ("one", "two")]
pack = pack_of(items, attachments=files, watermark="Draft", front_pages_at_least=2)
sys.stdout.write(" ".join(sha256(data).hexdigest() for data in (*(item.pdf for item in items), pack.pdf)))
"""


def built(environment: dict[str, str], folder: Path) -> str:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    settings |= {"PYTHONPATH": str(Path.cwd()), "HOME": str(folder), **environment}
    done = subprocess.run(
        [sys.executable, "-c", BUILD], env=settings, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_two_processes_that_differ_in_everything_build_the_same_bytes(tmp_path: Path) -> None:
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text("<fontconfig></fontconfig>")

    one = built({"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"}, tmp_path / "one")
    other = built(
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "FONTCONFIG_FILE": str(no_fonts)},
        tmp_path / "other",
    )

    assert one == other
    assert len({*one.split()}) == 3
    assert sha256(b"").hexdigest() not in one
