"""The field in which papers are written: an editor in the browser, a text box of the same HTML without JavaScript."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django_prose_editor.widgets import ProseEditorWidget

from childservices.domain.refusals import Refusal
from childservices.richtext import removed_by_sanitising, sanitise, without_ids

# The editor offers what sanitising keeps, and nothing else. The last ones are ours: static/council/rich_text.js.
EXTENSIONS: dict[str, Any] = {
    **dict.fromkeys(("Bold", "Italic", "Underline", "Subscript", "Superscript"), True),
    "Heading": {"levels": [3, 4, 5]},
    **dict.fromkeys(
        ("BulletList", "OrderedList", "ListItem", "Blockquote", "HorizontalRule", "HardBreak"), True
    ),
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    **dict.fromkeys(("Table", "TableRow", "TableHeader", "TableCell"), True),
    **dict.fromkeys(("BoundFigure", "TableCaption", "WordLists"), True),
    # Every choice is a button: the editor's own dropdown cannot be opened with the keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "table"},
            {"group": "history"},
        ]
    },
}
SCRIPT = "council/rich_text.js"
STYLES = "council/rich_text.css"


class RichTextWidget(ProseEditorWidget):  # type: ignore[misc]  # the library has no types
    """The editor of papers; its script needs the page's import map, which takes the nonce of the page."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"rows": 16, **(attrs or {})}, config={"extensions": EXTENSIONS}, preset="configurable"
        )

    @property
    def media(self) -> forms.Media:
        """The editor's scripts and styles, with ours."""
        own: forms.Media = super().media + forms.Media(css={"all": [STYLES]})
        return own

    def get_config(self) -> dict[str, Any]:
        """Tell the editor where our own extensions are."""
        config: dict[str, Any] = super().get_config()
        return config | {"js_modules": [*config["js_modules"], static(SCRIPT)]}


class RichTextField(forms.CharField):
    """A text of a paper; its cleaned value is sanitised, and `removed` says in sentences what was taken out."""

    widget = RichTextWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.removed: tuple[str, ...] = ()

    def to_python(self, value: Any) -> str:
        """Give the sanitised text; a ValidationError says why a text is refused, and keeps what was typed."""
        typed = super().to_python(value) or ""
        self.removed = ()
        try:
            clean = sanitise(typed)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code="refused") from None
        self.removed = removed_by_sanitising(typed)
        return clean

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the words or their form differ; editors drop ids, which is no change."""
        try:
            return without_ids(sanitise(initial or "")) != without_ids(sanitise(data or ""))
        except Refusal:
            return True
