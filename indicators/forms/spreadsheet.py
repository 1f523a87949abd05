"""The form by which a spreadsheet of values is uploaded."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = 10 * 1024 * 1024  # bytes


class SpreadsheetForm(forms.Form):
    """A spreadsheet whose rows become values."""

    file = forms.FileField(
        label="Spreadsheet",
        help_text="An Excel workbook (.xlsx) with one sheet, or a CSV file, up to 10 MB and 100,000 rows. Nothing is "
        "loaded before you have seen what its rows come to.",
        error_messages={
            "required": "Choose a spreadsheet.",
            "empty": "This file is empty. Choose another one.",
        },
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large, and say how large it is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(
                f"“{file.name}” is {file.size / 1024 / 1024:.1f} MB. Split it into files of less than 10 MB."
            )
        return file
