"""Rich text of papers: made safe, cut into blocks with stable ids, and read as words and tables."""

from childservices.richtext.identity import identify_blocks, new_block_id, without_ids
from childservices.richtext.reading import TableToken, Text, plain_text, split_at_tables, table_tokens
from childservices.richtext.removal import removed_by_sanitising
from childservices.richtext.sanitising import RichTextTooLong, RichTextTooTangled, sanitise

__all__ = [
    "RichTextTooLong",
    "RichTextTooTangled",
    "TableToken",
    "Text",
    "identify_blocks",
    "new_block_id",
    "plain_text",
    "removed_by_sanitising",
    "sanitise",
    "split_at_tables",
    "table_tokens",
    "without_ids",
]
