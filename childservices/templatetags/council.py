"""The components of every screen, as tags and filters: `{% load council %}`."""

import datetime as dt
import re
from decimal import Decimal
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


# Figures and dates ------------------------------------------------------------------------------------------


@register.filter(expects_localtime=True)
def date_long(value: dt.date | None) -> str:
    """Give a day as 18 November 2009; empty where there is none."""
    return f"{value.day} {value:%B %Y}" if value else ""


@register.filter(expects_localtime=True)
def time_short(value: dt.datetime | dt.time | None) -> str:
    """Give a time of day as 10:30am, 2pm or midday; empty where there is none."""
    if value is None:
        return ""
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


@register.filter(expects_localtime=True)
def moment_long(value: dt.datetime | None) -> str:
    """Give a moment as 18 November 2009 at 10:30am, local time; empty where there is none."""
    return f"{date_long(value)} at {time_short(value)}" if value else ""


@register.filter
def money(value: Decimal | int | None) -> str:
    """Give pounds as £4,934 or £4,934.50, with a minus sign where owed; empty where there is no sum."""
    if value is None:
        return ""
    size = abs(Decimal(value))
    figure = f"{size:,.0f}" if size == size.to_integral_value() else f"{size:,.2f}"
    return f"{'−' if value < 0 else ''}£{figure}"


@register.filter
def page_words(numbers: str) -> str:
    """Name pages in a sentence: page 4, or pages 4 to 25."""
    return f"page{'s' if ' to ' in numbers else ''} {numbers}"


# Text -------------------------------------------------------------------------------------------------------


@register.filter
def wide_tables(html: str, within: str = "") -> SafeString:
    """Put every table of a sanitised text in its own region that scrolls; a text not marked safe is escaped.

    `within` tells the regions of several texts on one page apart. A table whose caption is hidden is a short list of
    facts, which wraps by itself and stays as it is.
    """
    text = conditional_escape(html)
    place = f"{within}: " if within else ""
    given: list[str] = []

    def region(found: re.Match[str]) -> str:
        caption = CAPTION.search(found[0])
        if caption and "visually-hidden" in caption[0].partition(">")[0]:
            return found[0]
        name = place + (unescape(TAG.sub("", caption[1])).strip() if caption else f"Table {len(given) + 1}")
        given.append(name)
        if given.count(name) > 1:
            name = f"{name} ({given.count(name)})"
        opening = format_html('<div class="council-scroll" role="region" tabindex="0" aria-label="{}">', name)
        return f"{opening}{found[0]}</div>"

    return mark_safe(TABLE.sub(region, text))  # escaped above, or marked safe by its giver  # nosec B703


@register.simple_tag
def council_name() -> str:
    """Give the council's name where no context processor runs: error pages and e-mails."""
    return str(settings.COUNCIL_NAME)


@register.simple_tag
def asset(path: str) -> str:
    """Give the address of a static file, even where the list of fingerprints is missing."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


# Blocks that hold other content -----------------------------------------------------------------------------


@register.simple_block_tag
def inset(content: str) -> str:
    """Set a text apart from the one around it."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> str:
    """Warn of what cannot be undone or has consequences."""
    return render_to_string("components/warning.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, *, is_open: bool = False) -> str:
    """Keep help out of the way until it is asked for."""
    return render_to_string(
        "components/details.html", {"content": content, "summary": summary, "is_open": is_open}
    )


@register.simple_block_tag
def scroll_region(content: str, *, labelledby: str) -> str:
    """Let a wide table scroll by itself, also by keyboard; `labelledby` is the id of its caption."""
    return format_html(
        '<div class="council-scroll" role="region" tabindex="0" aria-labelledby="{}">{}</div>',
        labelledby,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: str) -> str:
    """Say that there is nothing yet, and what to do next."""
    return render_to_string("components/empty_state.html", {"content": content, "title": title})


@register.simple_block_tag
def exempt_banner(content: str, paragraphs: str = "") -> str:
    """Fence off what is not for publication; `paragraphs` names those of Schedule 12A, such as "1 and 2"."""
    return render_to_string("components/exempt.html", {"content": content, "paragraphs": paragraphs})


@register.simple_block_tag
def breadcrumbs(content: str) -> str:
    """Hold the way here, without the page itself."""
    return render_to_string("components/breadcrumbs.html", {"content": content})


@register.simple_tag
def crumb(text: str, href: str) -> SafeString:
    """Give one step of the way here."""
    link = format_html('<a class="govuk-breadcrumbs__link" href="{}">{}</a>', href, text)
    return format_html('<li class="govuk-breadcrumbs__list-item">{}</li>', link)


@register.simple_block_tag
def summary_list(content: str) -> str:
    """Hold the rows of facts about one thing."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def task_list(content: str) -> str:
    """Hold the tasks of one piece of work."""
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


@register.simple_block_tag
def timeline(content: str) -> str:
    """Hold events in their order of time."""
    return format_html('<ol class="moj-timeline council-timeline">{}</ol>', content)


@register.simple_block_tag
def timeline_item(
    content: str,
    title: str,
    *,
    by: str = "",
    at: dt.datetime | None = None,
    on: dt.date | None = None,
) -> str:
    """Tell one event: what, by which post, and the moment or the day; the content is what was said."""
    said = mark_safe(content.strip())  # what the template between the tags has drawn  # nosec B703
    facts = {"content": said, "title": title, "by": by, "at": at, "on": on}
    return render_to_string("components/timeline_item.html", facts)


# Single components ------------------------------------------------------------------------------------------


@register.simple_tag
def tag(word: str, colour: str = "grey") -> SafeString:
    """Give a state as a word on a colour; the word alone must say it."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, word)


@register.inclusion_tag("components/page_heading.html")
def page_heading(title: str, *, caption: str = "", size: str = "l") -> dict[str, str]:
    """Give the page's one h1, with a caption over it where it helps."""
    return {"title": title, "caption": caption, "size": size}


@register.inclusion_tag("components/summary_row.html")
def summary_row(key: str, value: Any, *, href: str = "", action: str = "Change") -> dict[str, Any]:
    """Give one fact; `href` adds a link that says "Change" and, for screen readers, what."""
    return {"key": key, "value": value, "href": href, "action": action}


@register.inclusion_tag("components/task.html")
def task(
    name: str, *, href: str = "", status: str = "", colour: str = "", hint: str = "", key: str = ""
) -> dict[str, str]:
    """Give one task with its state; a state with a colour is a tag; `key` keeps ids apart on the page."""
    return {"name": name, "href": href, "status": status, "colour": colour, "hint": hint, "key": key}


@register.inclusion_tag("components/progress.html")
def progress(percent: int, message: str, *, refresh: int = 0, key: str = "progress") -> dict[str, Any]:
    """Show how far a job is; `refresh` asks again every so many seconds (the page needs refresh_page too)."""
    return {"percent": percent, "message": message, "refresh": refresh, "key": key}


@register.simple_tag
def refresh_page(seconds: int) -> SafeString:
    """Fetch the page again every so many seconds where there is no JavaScript; for the block "refresh"."""
    return format_html('<noscript><meta http-equiv="refresh" content="{}"></noscript>', seconds)


@register.inclusion_tag("components/document_card.html")
def document_card(
    title: str,
    href: str,
    *,
    kind: str = "PDF",
    pages: int | None = None,
    size: int | None = None,
    verdict: str = "",
    colour: str = "green",
    made_at: dt.datetime | None = None,
) -> dict[str, Any]:
    """Offer a document to download with its pages, size in bytes, accessibility verdict and date."""
    return {
        "title": title,
        "href": href,
        "kind": kind,
        "pages": pages,
        "size": size,
        "verdict": verdict,
        "colour": colour,
        "made_at": made_at,
    }


@register.inclusion_tag("components/conflict.html")
def conflict(
    mine: str, theirs: str, *, saved_by: str, saved_at: dt.datetime, name: str = "conflict"
) -> dict[str, Any]:
    """Show two texts of one place side by side and ask which to keep: mine, theirs or edit, under `name`."""
    texts = {"mine": _as_html(mine), "theirs": _as_html(theirs)}
    return texts | {"saved_by": saved_by, "saved_at": saved_at, "name": name}


def _as_html(text: str) -> str:
    return text if isinstance(text, SafeString) else linebreaks_filter(text)
