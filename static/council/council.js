// Small enhancements only: every page works without this file.
import { initAll } from "../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js";

const TOGGLES = /^(heading.|paragraph|bulletList|orderedList|blockquote|bold|italic|underline|subscript|superscript)$/;

initAll();
nameEditors();
freeTabStops();
followProgress();

// The rich text editor hides its textarea, and with it the label, the hint and the error.
function nameEditors() {
  document.querySelectorAll(".prose-editor > textarea").forEach(nameEditor);
  document.addEventListener("prose-editor:ready", (event) => nameEditor(event.detail.textarea));
}

function nameEditor(textarea) {
  const editor = textarea.closest(".prose-editor")?.querySelector("[contenteditable]");
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  if (!editor || !label || editor.hasAttribute("aria-labelledby")) return;
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-labelledby", label.id);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) editor.setAttribute(name, textarea.getAttribute(name));
  }
  tellButtons(editor.closest(".prose-editor"));
  const focus = (event) => {
    event.preventDefault();
    editor.focus();
    label.scrollIntoView();
  };
  label.addEventListener("click", focus);
  document
    .querySelectorAll(`.govuk-error-summary a[href="#${CSS.escape(textarea.id)}"]`)
    .forEach((link) => link.addEventListener("click", focus));
}

// The editor tells by colour alone which of its buttons are pressed, and which are of no use now.
function tellButtons(editor) {
  const tell = (button) => {
    button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
    if (TOGGLES.test(button.dataset.name)) {
      button.setAttribute("aria-pressed", String(button.classList.contains("active")));
    }
  };
  const tellAll = () => editor.querySelectorAll(".prose-menubar button").forEach(tell);
  new MutationObserver(tellAll).observe(editor, { subtree: true, attributes: true, attributeFilter: ["class"] });
  tellAll();
}

// A region that scrolls sideways is a stop for the keyboard only while there is something to scroll to.
function freeTabStops() {
  const update = ({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => entries.forEach(update));
  document.querySelectorAll(".council-scroll").forEach((region) => observer.observe(region));
}

// Without JavaScript the whole page is fetched again; here only the progress, and the page when the job ends.
function followProgress() {
  const progress = document.querySelector("[data-council-progress]");
  if (!progress) return;
  const seconds = Number(progress.dataset.councilProgress);
  setTimeout(async () => {
    const next = await fetchProgress(progress.id).catch(() => progress);
    if (!next || !next.dataset.councilProgress) return window.location.reload();
    if (next !== progress) progress.replaceWith(next);
    followProgress();
  }, seconds * 1000);
}

async function fetchProgress(id) {
  const response = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.getElementById(id);
  return found && document.adoptNode(found);
}
