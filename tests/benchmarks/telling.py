"""What a benchmark says: seconds, ratios, and whether a target of the design was met."""

import pytest


def tell(capsys: pytest.CaptureFixture[str], finding: str) -> None:
    """Print a finding although pytest keeps what tests print to itself."""
    with capsys.disabled():
        print(f"\n{finding}", end="")  # noqa: T201


def at_most(value: float, target: float) -> str:
    """Give a value beside the target that it must not exceed."""
    return f"{value:.3f} (target at most {target:g}: {'met' if value <= target else 'MISSED'})"


def at_least(value: float, target: float) -> str:
    """Give a value beside the target that it must reach."""
    return f"{value:.2f} (target at least {target:g}: {'met' if value >= target else 'MISSED'})"
