"""The form by which an appendix is given a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reports.forms.part import EditedForm

LARGEST_FILE = 20 * 1024 * 1024  # bytes


class AppendixFileForm(EditedForm):
    """A file that is an appendix's content."""

    file = forms.FileField(
        label="File",
        help_text="A PDF, Word document, spreadsheet or picture (PNG or JPEG), up to 20 MB. Its name is kept and "
        "members see it.",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large, and say how large it is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(
                f"“{file.name}” is {file.size / 1024 / 1024:.1f} MB. Make it smaller than 20 MB, or split it."
            )
        return file

    def values(self) -> dict[str, Any]:
        """The name and the bytes."""
        file = self.cleaned_data["file"]
        return {"name": file.name, "data": file.read()}
