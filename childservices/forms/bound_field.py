"""A field of a form on the page: which template part draws it, and what its errors say."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString
from django_prose_editor.widgets import ProseEditorWidget

from childservices.forms.fields import DateParts

# The first that fits decides; a widget's own class comes before its base.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (ProseEditorWidget, "richtext"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.MultiWidget, "parts"),
)
CLASSES = {
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "richtext": "govuk-textarea",
    "file": "govuk-file-upload",
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "parts": "govuk-input govuk-input--width-10",
}
# The class that a control in error gets; radios and checkboxes have none.
ERROR_CLASSES = {
    "input": "govuk-input--error",
    "password": "govuk-input--error",
    "parts": "govuk-input--error",
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "richtext": "govuk-textarea--error",
    "file": "govuk-file-upload--error",
}
MISSING = {
    "checkboxes": "Choose at least one for “{label}”.",
    "radios": "Choose one for “{label}”.",
    "select": "Choose one for “{label}”.",
    "file": "Choose a file for “{label}”.",
    "checkbox": "Tick “{label}” to go on.",
}


class CouncilBoundField(BoundField):
    """A field of a form on the page, with all that its template asks for."""

    @property
    def kind(self) -> str:
        """Which part of the field template draws it, such as "radios" or "richtext"."""
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "input")

    @property
    def control(self) -> SafeString:
        """The control in GOV.UK classes; the plain field, as the administration pages draw it, has none."""
        return self.as_widget(attrs={"class": self._css()} if self._css() else None)

    @property
    def options(self) -> Iterator[BoundWidget]:
        """The radios or checkboxes one by one, in GOV.UK classes."""
        for option in self.subwidgets:
            option.data["attrs"]["class"] = CLASSES[self.kind]
            yield option

    @property
    def first_id(self) -> str:
        """The id that the error summary links to: of the first control, where there are several."""
        several = self.kind in ("date", "radios", "checkboxes", "parts")
        return f"{self.auto_id}_0" if several else self.id_for_label or self.auto_id

    @property
    def sentences(self) -> list[str]:
        """The errors as sentences that say what to do; a missing value is named by its label."""
        return [sentence for error in self.errors.as_data() for sentence in self._sentences_of(error)]

    @property
    def is_marked_optional(self) -> bool:
        """Say whether the label adds "(optional)": only in forms that also require something."""
        if self.field.required or self.field.disabled or self.kind == "checkbox":
            return False
        return any(field.required for field in self.form.fields.values())

    @property
    def counted_length(self) -> int | None:
        """The greatest length of a long text, in characters, which the page counts down; else None."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    def _css(self) -> str:
        own = str(self.field.widget.attrs.get("class", ""))
        error = ERROR_CLASSES.get(self.kind, "") if self.errors else ""
        counted = "govuk-js-character-count" if self.counted_length else ""
        return " ".join(part for part in (CLASSES.get(self.kind, ""), own, counted, error) if part)

    def _sentences_of(self, error: ValidationError) -> list[str]:
        is_stock = error.message == forms.Field.default_error_messages["required"]
        if error.code == "required" and is_stock:
            return [MISSING.get(self.kind, "Fill in “{label}”.").format(label=self.label)]
        return [str(message) for message in error.messages]
