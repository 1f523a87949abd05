// The fields in which a row is searched for are drawn anew by a script, and lose their names; here they get them back.
nameSearches();
new MutationObserver(nameSearches).observe(document.body, { childList: true, subtree: true });
window.django?.jQuery(document).on("select2:open", nameOpened);

function nameSearches() {
  document.querySelectorAll("select + .select2-container").forEach((box) => {
    const select = box.previousElementSibling;
    const name = select.getAttribute("aria-label") || select.labels[0]?.textContent.trim();
    const shown = box.querySelector(".select2-selection");
    if (!name || !shown) return;
    shown.removeAttribute("aria-labelledby");
    [shown, ...shown.querySelectorAll("[role=textbox]")].forEach((part) => part.setAttribute("aria-label", name));
  });
}

function nameOpened() {
  const shown = document.querySelector(".select2-container--open .select2-selection");
  const search = document.querySelector(".select2-container--open .select2-search__field");
  if (!shown || !search) return;
  shown.setAttribute("aria-controls", search.getAttribute("aria-controls"));
  search.setAttribute("aria-label", `Search: ${shown.getAttribute("aria-label")}`);
}
