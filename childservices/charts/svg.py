"""The frame of every chart, and the marks it is made of; looks come from the style sheet, by class."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape

WIDTH = 360
"""In the chart's own pixels, which are those of the narrowest screen, so that its words are never small."""

Place = Decimal | int


def frame(parts: Iterable[str], *, key: str, height: int, title: str, description: str) -> str:
    """Put marks into a picture with a name and a description that says the finding; `key` tells charts apart."""
    return (
        f'<svg class="council-chart" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{key}-title {key}-description" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-description">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def text(words: str, x: Place, y: Place, *, css: str = "", anchor: str = "start") -> str:
    """Write words, from, around or up to a place."""
    return f'<text{_class(css)} x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: Place, y1: Place, x2: Place, y2: Place, *, css: str) -> str:
    """Draw a straight line."""
    return f'<line class="{css}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def polyline(places: Iterable[tuple[Place, Place]], *, css: str) -> str:
    """Draw a line through places."""
    return f'<polyline class="{css}" points="{" ".join(f"{x},{y}" for x, y in places)}"/>'


def circle(x: Place, y: Place, *, css: str, radius: Place = 3) -> str:
    """Draw a round mark."""
    return f'<circle class="{css}" cx="{x}" cy="{y}" r="{radius}"/>'


def diamond(x: Place, y: Place, *, css: str, reach: int = 5) -> str:
    """Draw a mark that stands on its corner."""
    corners = f"{x},{y - reach} {x + reach},{y} {x},{y + reach} {x - reach},{y}"
    return f'<polygon class="{css}" points="{corners}"/>'


def square(x: Place, y: Place, *, css: str, reach: int = 4) -> str:
    """Draw a mark with four upright sides."""
    return f'<rect class="{css}" x="{x - reach}" y="{y - reach}" width="{2 * reach}" height="{2 * reach}"/>'


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""
