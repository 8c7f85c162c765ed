/* Suggestions under a search field: a combobox with a listbox (WAI-ARIA Authoring Practices, "editable combobox with list
   autocomplete"). htmx fetches the options; this opens and closes the list and moves in it. Without it the field is a field. */
import { byId, isSuggesting, say } from "./regions.js";

const isField = (part) => part instanceof HTMLInputElement && "suggest" in part.dataset;
const listOf = (field) => byId(`${field.id}-list`);
const fieldOf = (list) => byId(list.id.replace(/-list$/, ""));
const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];
const done = new WeakSet(); /* fields whose reader has gone on: an answer still under way comes too late */
const isOpen = (field) => field.getAttribute("aria-expanded") === "true";

const choose = (field, option) => {
  for (const each of optionsOf(listOf(field))) each.setAttribute("aria-selected", String(each === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};

const show = (field, shown) => {
  listOf(field).hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  choose(field, null);
};

const take = (field, option) => {
  show(field, false);
  if (option.dataset.address) {
    location.assign(option.dataset.address);
  } else {
    field.value = option.dataset.text;
    field.form.requestSubmit();
  }
};

const move = (field, by) => {
  const options = optionsOf(listOf(field));
  if (!options.length) return false;
  const now = isOpen(field) ? options.findIndex((each) => each.getAttribute("aria-selected") === "true") : -1;
  if (!isOpen(field)) show(field, true);
  const next = now + by;
  choose(field, now < 0 ? options.at(by > 0 ? 0 : -1) : (options[next] ?? null));
  return true;
};

document.addEventListener("htmx:load", (event) => {
  const fields = event.target.querySelectorAll?.("[data-suggest]") ?? [];
  for (const field of fields) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", `${field.id}-list`);
    field.setAttribute("aria-expanded", "false");
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.detail.target;
  if (!isSuggesting(event)) return;
  const field = fieldOf(list);
  const count = optionsOf(list).length;
  show(field, count > 0 && document.activeElement === field && !done.has(field));
  if (!isOpen(field)) return;
  say("announcer", `${count} suggestion${count === 1 ? "" : "s"}, use the arrow keys`);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!isField(field) || event.isComposing) return;
  const active = isOpen(field) && byId(field.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (move(field, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  } else if (event.key === "Enter" && active) {
    event.preventDefault();
    take(field, active);
  } else if (event.key === "Escape" && isOpen(field)) {
    event.preventDefault();
    leave(field);
  }
});

/* A press must not take the focus from the field before it is known what was pressed. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".c-suggest")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest?.(".c-suggest [role=option]");
  if (option) take(fieldOf(option.closest("[role=listbox]")), option);
});

const leave = (field) => {
  done.add(field);
  show(field, false);
};
document.addEventListener("input", (event) => {
  if (isField(event.target)) done.delete(event.target);
});
document.addEventListener("focusout", (event) => {
  if (isField(event.target)) leave(event.target);
});
document.addEventListener("submit", (event) => {
  for (const field of event.target.elements) if (isField(field)) leave(field);
});
