"""The administration of committee papers: bodies and templates, and nothing that may be exempt.

Meetings, agendas, reports, minutes and packs have no page here: their screens ask the rule of sight.
"""

from reports.admin import body, template

__all__ = ["body", "template"]
