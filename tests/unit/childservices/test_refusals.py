"""Refusals carry their sentence and their field."""

from childservices.domain.refusals import EditConflict, Refusal, StorageFull


def test_refusal_is_its_sentence() -> None:
    refusal = Refusal("Enter the numerator: 1,767 was last quarter’s.", "numerator")

    assert (str(refusal), refusal.sentence, refusal.field) == (
        "Enter the numerator: 1,767 was last quarter’s.",
        "Enter the numerator: 1,767 was last quarter’s.",
        "numerator",
    )


def test_conflict_keeps_what_now_stands() -> None:
    current = {"body": "<p>Theirs.</p>"}

    conflict = EditConflict("Somebody saved this first.", current)
    current["body"] = "changed later"

    assert conflict.current == {"body": "<p>Theirs.</p>"}


def test_full_disk_says_that_nothing_was_lost() -> None:
    assert StorageFull("file").sentence.startswith("The disk is full, nothing was lost: ")
    assert StorageFull("file").field == "file"
