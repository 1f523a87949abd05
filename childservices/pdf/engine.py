"""The one place where WeasyPrint is loaded: when a paper is first set, because it takes half a second."""

import contextlib
import importlib
import io
import sys
from typing import Any

from childservices.pdf.errors import RenderFailed

DEBIAN_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def weasyprint_module(name: str = "weasyprint") -> Any:
    """Will give a module of WeasyPrint, or say in one sentence which system packages this machine lacks."""
    if name in sys.modules:
        return sys.modules[name]
    advice = io.StringIO()  # it prints ten lines before it raises
    try:
        with contextlib.redirect_stdout(advice):
            return importlib.import_module(name)
    except OSError as error:
        raise RenderFailed(
            f"This machine cannot make PDFs: install the Debian packages {DEBIAN_PACKAGES} ({error.args[0]})."
        ) from error
