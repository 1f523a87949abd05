"""The refusals of commissioning, each with its name."""

from childservices.operations.editing import Invalid


class OverBudget(Invalid):
    """A programme's agreements and pots would come to more than its budget."""


class ClaimStopped(Invalid):
    """A claim goes over its allocation, outside its dates, or comes without its outputs."""


class FigureStopped(Invalid):
    """An output cannot be as it was typed."""


class YearNotAgreed(Invalid):
    """Measures are agreed only for years that the award touches."""


class MeasuresFixed(Invalid):
    """What was agreed for a year stands once a return of that year was sent."""


class CannotRollOver(Invalid):
    """A one-year award is not renewed."""


class StillNeeded(Invalid):
    """Something that others rest on is not taken away."""
