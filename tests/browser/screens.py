"""The screens of the demonstration in a browser: who opens them, and what a page is held to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response
from pytest_django.live_server_helper import LiveServer

from childservices.choices import Role
from tests.browser.demonstration import PASSWORD, Demonstration, email_of


@dataclass
class Site:
    """The service as a browser meets it, filled with the demonstration."""

    server: LiveServer
    demonstration: Demonstration
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def url(self, name: str) -> str:
        """The whole address of a screen, by its name or by its path."""
        path = name if name.startswith("/") else self.demonstration.addresses[name]
        return f"{self.server.url}{path}"

    def visitor(self, role: Role | None = None, *, width: int = 1280, scripts: bool = True) -> Page:
        """An empty tab of a browser of its own, in which the account of a role is signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        if role is not None:
            context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": self.demonstration.sessions[role],
                        "url": self.server.url,
                    }
                ]
            )
        return context.new_page()

    def open(self, page: Page, name: str) -> Response:
        """Open a screen and wait until it is whole: loaded, its letters there, and its editors ready."""
        response = page.goto(self.url(name))
        assert response is not None
        page.evaluate("document.fonts.ready")
        if page.locator("textarea[data-django-prose-editor-configurable]").count():
            page.locator("[contenteditable=true]").first.wait_for()
        return response

    def close_browsers(self) -> None:
        """Close everything that was opened."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


class Complaints:
    """What the browser complains of while a page is loaded and used."""

    def __init__(self, page: Page) -> None:
        self._found: list[str] = []
        page.on(
            "console", lambda message: self._found.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self._found.append(f"{error}"))

    def left(self, *known: str) -> Sequence[str]:
        """The complaints but for those that begin in a known way."""
        return [text for text in self._found if not text.startswith(known)]


def serious_findings(page: Page, *, but: Collection[str] = ()) -> dict[str, list[str]]:
    """What axe finds serious or worse by its rules but for some, with the markup that it means."""
    # Preloading would fetch style sheets again and put them into the page, which the policy blocks.
    options = {
        "resultTypes": ["violations"],
        "preload": False,
        "rules": {rule: {"enabled": False} for rule in but},
    }
    violations = Axe().run(page, options=options).response["violations"]
    return {
        finding["id"]: [node["html"] for node in finding["nodes"]]
        for finding in violations
        if finding["impact"] in ("serious", "critical")
    }


def sign_in(page: Page, role: Role) -> None:
    """Fill in the page of signing in, and send it."""
    page.get_by_label("Email").fill(email_of(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def width_of(page: Page) -> int:
    """How wide the page is, which is the window's width unless something sticks out."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def text_editor(page: Page, label: str) -> Locator:
    """The editor of a text: never the plain text box, which answers to the same label until the script hides it."""
    box = page.get_by_role("textbox", name=label, exact=True)
    return box.and_(page.locator("[contenteditable=true]"))


def paste(editor: Locator, html: str) -> None:
    """Paste HTML where the cursor is."""
    editor.evaluate(
        """(editor, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "plain");
            editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )
