"""The administration of committee papers: bodies, templates and improvement plans, and nothing that may be exempt.

Meetings, agendas, reports, minutes and packs have no page here: their screens ask the rule of sight.
"""

from reports.admin import body, improvement_plan, template

__all__ = ["body", "improvement_plan", "template"]
