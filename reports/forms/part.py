"""What every form for a part of a report shares: its class (open or exempt), and protection from a second editor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from childservices.forms.bound_field import CouncilBoundField
from reports.choices import Classification, ExemptParagraph

CLASSES = (
    (Classification.OPEN, "Open: the public may read it"),
    (Classification.EXEMPT, "Exempt: not for publication"),
)
CLASS_FIELDS = ("classification", "exempt_paragraph", "is_contract_negotiation", "exempt_reason")
NEVER_OPTIONAL = frozenset({"body", "contents", "exempt_paragraph", "exempt_reason", "picture_description"})
TYPED = "mine-"
"""Before the name of each field on the conflict screen, what was typed before anybody chose."""


class PartBoundField(CouncilBoundField):
    """A question of a part, of which some are neither asked of everybody nor optional."""

    @property
    def is_marked_optional(self) -> bool:
        """Say whether the label adds "(optional)": not to the text, nor to what an exempt part is asked for."""
        return self.name not in NEVER_OPTIONAL and super().is_marked_optional


class EditedForm(forms.Form):
    """Something that two people may have open at once: it carries the number of the change that it was read at."""

    bound_field_class = PartBoundField
    own: Sequence[str] = ()
    """The fields that are this form's own, in the order in which they are asked."""

    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.own)

    @classmethod
    def names(cls) -> Sequence[str]:
        """Every field that a row has a place for."""
        return tuple(cls.own)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the form shows of a row."""
        return {name: getattr(row, name) for name in cls.names()} | {"expected": row.edit_number}

    @property
    def own_fields(self) -> Sequence[Any]:
        """The questions in their order, without those of a part's class."""
        return [self[name] for name in self.own]

    def values(self) -> dict[str, Any]:
        """What an operation is given to save."""
        return {name: self.cleaned_data[name] for name in self.names()}

    def told(self, values: Mapping[str, Any]) -> Sequence[tuple[str, str, Any]]:
        """The name, label and words of each field that has a value, for a reader who compares two versions."""
        words = {name: _words(self.fields[name], values.get(name)) for name in self.names()}
        return [(name, str(self.fields[name].label), word) for name, word in words.items() if word]


class PartForm(EditedForm):
    """A part of a report with its class; whoever writes it says whether the public may read it."""

    classification = forms.ChoiceField(label="Who may read it?", choices=CLASSES, widget=forms.RadioSelect)
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "Choose a paragraph"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    is_contract_negotiation = forms.BooleanField(
        label="It would reveal terms of a contract that the council is negotiating",
        help_text="Paragraph 3 only. Members of other bodies do not see it by right then.",
        required=False,
    )
    exempt_reason = forms.CharField(
        label="Why the public interest favours keeping it exempt",
        help_text="For officers and the proper officer; it is not printed.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    @classmethod
    def names(cls) -> Sequence[str]:
        """The part's own fields, then those of its class."""
        return (*cls.own, *CLASS_FIELDS)

    @property
    def is_unsettled(self) -> bool:
        """Whether nobody has said yet if the part is open or exempt."""
        return self["classification"].value() not in (Classification.OPEN, Classification.EXEMPT)

    def clean(self) -> dict[str, Any]:
        """Ask for what an exempt part needs, and drop what an open one cannot have."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if cleaned.get("classification") == Classification.EXEMPT:
            self._ask_for_the_basis(cleaned)
        else:
            cleaned |= {"exempt_paragraph": None, "is_contract_negotiation": False, "exempt_reason": ""}
        return cleaned

    def _ask_for_the_basis(self, cleaned: Mapping[str, Any]) -> None:
        paragraph = cleaned.get("exempt_paragraph")
        if not paragraph and "exempt_paragraph" not in self.errors:
            self.add_error("exempt_paragraph", "Choose the paragraph of Schedule 12A that makes it exempt.")
        if not (cleaned.get("exempt_reason") or "").strip():
            self.add_error("exempt_reason", "Say why the public interest favours keeping it exempt.")
        if cleaned.get("is_contract_negotiation") and paragraph != ExemptParagraph.BUSINESS:
            self.add_error(
                "is_contract_negotiation",
                "Only paragraph 3 can be a contract negotiation. Untick it, or choose paragraph 3.",
            )


def _words(field: forms.Field, value: Any) -> Any:
    """A value as it is read: the words of a choice, Yes for a tick, nothing for no tick."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else ""
    if isinstance(field, forms.ChoiceField):
        return dict(field.choices).get(value, "")  # type: ignore[arg-type]
    return value
