/* What a swap of htmx would lose: what was open, where lists were scrolled to, what had the focus. Says what has changed. */
import { announceWithin, byId, isSuggesting, say } from "./regions.js";

const scrolled = new Map();
const opened = new Set();
let focused = "";

document.addEventListener("htmx:beforeRequest", (event) => {
  say("alert");
  event.detail.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.target.removeAttribute("aria-busy");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  scrolled.clear();
  opened.clear();
  focused = target.contains(document.activeElement) ? document.activeElement.id : "";
  for (const part of target.querySelectorAll("details[id][open]")) opened.add(part.id);
  for (const part of target.querySelectorAll(":is(.c-chips, .c-scroll)[id]"))
    scrolled.set(part.id, [part.scrollLeft, part.scrollTop]);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (isSuggesting(event)) return;
  for (const id of opened) byId(id)?.setAttribute("open", "");
  /* htmx gives the focus back while what holds it is still folded. */
  if (focused && document.activeElement === document.body) byId(focused)?.focus({ preventScroll: true });
  for (const [id, [left, top]] of scrolled) byId(id)?.scrollTo({ left, top, behavior: "instant" });
  announceWithin(document);
});

/* What was pressed, or what it stands in, may name what has the focus then: what it opened, or what opened what it closed. */
document.addEventListener("htmx:afterSettle", (event) => {
  byId(event.detail.requestConfig?.elt.closest("[data-focus]")?.dataset.focus)?.focus();
});
