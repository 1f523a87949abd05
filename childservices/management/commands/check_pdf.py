"""Judges a PDF file."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from childservices.pdf import Finding, Verdict, check_pdf

NO_PDF = "00-PDF"


class Command(BaseCommand):
    """Will say whether a file conforms to PDF/UA-1 as far as machines can tell, and what speaks against it."""

    help = "Check whether a PDF is accessible (PDF/UA-1), whoever made it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and --json."""
        parser.add_argument("file", type=Path, help="the PDF to check")
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict; fail where there is nothing to judge."""
        verdict = check_pdf(_read(options["file"]))
        if NO_PDF in {finding.rule for finding in verdict.findings}:
            raise CommandError(f"{options['file']} is not a PDF, or a damaged one.")
        if options["json"]:
            self.stdout.write(json.dumps(asdict(verdict)))
            return
        for line in _lines(verdict):
            self.stdout.write(line)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _lines(verdict: Verdict) -> list[str]:
    if verdict.pdfua1:
        return ["It passes the check for PDF/UA-1."]
    return ["It does not pass the check for PDF/UA-1:", *(_line(finding) for finding in verdict.findings)]


def _line(finding: Finding) -> str:
    page = f"page {finding.page}: " if finding.page else ""
    return f"  {page}{finding.message} ({finding.rule})"
