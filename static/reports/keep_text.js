// Keeps what was typed in this browser tab until it is saved, so that an expired session or a lost connection costs
// nothing. It is offered back on the same page to the same account, and is gone when the tab is closed.
const PREFIX = "typed:";
const SUCCESS = ".govuk-notification-banner--success";

forgetSaved();
const holder = document.querySelector("[data-keep-text]");
if (holder) keep(holder);

// A page that says "Done" and was reached from a form means that what the form sent is saved.
function forgetSaved() {
  const from = document.referrer && new URL(document.referrer).pathname;
  if (!from || !document.querySelector(SUCCESS)) return;
  stored().forEach((name) => {
    if (name.endsWith(`:${from}`) && read(name).sent) sessionStorage.removeItem(name);
  });
}

function keep(holder) {
  const mine = `${PREFIX}${holder.dataset.keepText}:`;
  // Another account in the same tab must not find the words of the one before.
  stored().forEach((name) => name.startsWith(mine) || sessionStorage.removeItem(name));
  const name = mine + window.location.pathname;
  const form = holder.closest("form");
  const before = texts(form);
  if (holder.dataset.keepAnswer === undefined) offer(holder, name, before);
  form.addEventListener("submit", () => store(name, { texts: texts(form), sent: true }));
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => store(name, { texts: texts(form), sent: false }), 1000);
  });
}

function stored() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
}

function read(name) {
  return JSON.parse(sessionStorage.getItem(name) || "{}");
}

function store(name, kept) {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // The tab's store is full: the browser's own Back still has the text.
  }
}

function fields(form) {
  const kept = form.querySelectorAll("[data-keep-text] textarea, [data-keep-text] input[type=text]");
  return [...kept].filter((field) => field.name);
}

function texts(form) {
  return Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
}

function offer(holder, name, before) {
  const kept = read(name).texts || {};
  const differing = Object.keys(kept).filter((key) => key in before && kept[key] !== before[key]);
  if (differing.length) holder.before(notice(holder, name, kept, differing));
}

function notice(holder, name, kept, differing) {
  const box = document.createElement("div");
  box.className = "govuk-inset-text";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.textContent = "What you typed here was not saved. It is still in this browser tab.";
  const buttons = document.createElement("div");
  buttons.className = "govuk-button-group";
  const done = () => {
    sessionStorage.removeItem(name);
    box.remove();
  };
  buttons.append(
    button("Put it back", () => {
      putBack(fields(holder.closest("form")), kept, differing);
      done();
    }),
    button("Forget it", done),
  );
  box.append(words, buttons);
  return box;
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function putBack(all, kept, differing) {
  for (const field of all.filter((one) => differing.includes(one.name))) {
    const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor;
    if (editor) editor.commands.setContent(kept[field.name], { emitUpdate: true });
    else field.value = kept[field.name];
  }
}
