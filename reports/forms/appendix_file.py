"""The form by which an appendix is given a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from childservices.storage import LARGEST_UPLOAD
from reports.forms.part import EditedForm


class AppendixFileForm(EditedForm):
    """A file that is an appendix's content."""

    own: Sequence[str] = ("picture_description",)

    file = forms.FileField(
        label="File",
        help_text="A PDF, Word document (.docx), spreadsheet (.xlsx) or picture (PNG or JPEG), up to 20 MB. Word "
        "documents are best: everybody can read them. The file’s name is kept and members see it.",
    )
    picture_description = forms.CharField(
        label="If it is a picture: what does it show?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For readers who cannot see it. Write what it tells them, for example: “Map of the eight children’s "
        "centres, of which five lie in the north of the borough.”",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large, and say how large it is."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise ValidationError(
                f"“{file.name}” is {file.size / 1024 / 1024:.1f} MB. Make it smaller than 20 MB, or split it."
            )
        return file

    def values(self) -> dict[str, Any]:
        """The name, the bytes, and what a picture shows."""
        file = self.cleaned_data["file"]
        return super().values() | {"name": file.name, "data": file.read()}
