"""Fields and widgets that Django does not have: the date in three parts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from childservices.forms.dates import UnreadableDate, read_date, read_date_text

# What stands over each box, and its width in figures.
BOXES = {"day": ("Day", 2), "month": ("Month", 2), "year": ("Year", 4)}


class DateParts(forms.MultiWidget):
    """Asks for day, month and year in three boxes; the first also takes a whole date in one text."""

    template_name = "forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in BOXES}, dict(attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give what the template draws: each box with its label, width and error."""
        context = super().get_context(name, value, attrs)
        for box, (label, width) in zip(context["widget"]["subwidgets"], BOXES.values(), strict=True):
            error = " govuk-input--error" if "aria-invalid" in box["attrs"] else ""
            css = f"govuk-input govuk-date-input__input govuk-input--width-{width}{error}"
            box["label"] = label
            box["attrs"] |= {"class": css, "inputmode": "numeric"}
        return context

    def decompress(self, value: Any) -> list[Any]:
        """Give the three boxes of a date; a text that is no date stays in the first box, so nothing typed is lost."""
        if isinstance(value, str):
            try:
                value = read_date_text(value)
            except UnreadableDate:
                return [value, "", ""]
        return [value.day, value.month, value.year] if isinstance(value, dt.date) else ["", "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """Give the three texts, or the one text sent under the field's own name."""
        if name in data:
            return data[name]
        return super().value_from_datadict(data, files, name)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Say whether neither the boxes nor the one text were sent."""
        return name not in data and super().value_omitted_from_data(data, files, name)


class DateField(forms.Field):
    """A day in the calendar, typed in three boxes or as one text; errors say what to type."""

    widget = DateParts

    def to_python(self, value: Any) -> dt.date | None:
        """Give the date or None; a ValidationError says what to type."""
        if isinstance(value, dt.date):
            return value
        boxes = [value] if isinstance(value, str) else [text or "" for text in value or []]
        if not any(text.strip() for text in boxes):
            return None
        try:
            return read_date(*boxes) if len(boxes) == 3 else read_date_text(boxes[0])
        except UnreadableDate as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the typed date differs from the one shown."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True
