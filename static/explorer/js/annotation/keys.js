/* Single keys for the whole loop, while the document has the focus. */
import { say } from "../regions.js";
import { go, open, setAside, step, unread } from "./moves.js";
import { claim, current, part, text } from "./page.js";
import { lookUp, selected } from "./selection.js";
import { selectSentence } from "./sentences.js";
import { setAsideLater } from "./swaps.js";

const toggle = document.querySelector("[data-keys]");
toggle.checked = localStorage.getItem("annotate-keys") !== "off";
toggle.addEventListener("change", () => localStorage.setItem("annotate-keys", toggle.checked ? "on" : "off"));

const KEYS = {
  j: () => open(step(1)),
  k: () => open(step(-1)),
  u: () => open(unread()),
  s: (event, passage) => selectSentence(passage, event.shiftKey),
  enter: (_event, passage) => {
    if (!selected()) document.getSelection().selectAllChildren(passage.querySelector("[data-words]"));
    lookUp();
    part("[name=statement]")?.focus();
  },
};
text.addEventListener("keydown", (event) => {
  if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("a") && event.key === "Enter") return;
  const passage = event.target.closest("[data-start]") ?? current();
  const key = event.key.toLowerCase();
  if (Object.hasOwn(KEYS, key) && passage) KEYS[key](event, passage);
  else if (/^\d$/.test(key) && passage) {
    if (passage.id === claim().dataset.passage) setAside(key);
    else if (part("[name=statement]")?.value)
      say("alert", "A claim is begun on another passage: save it or empty it first.");
    else {
      setAsideLater(key);
      passage.querySelector("[data-hx-get]").click();
    }
  } else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (!claim().contains(event.target)) return;
  if (event.key === "Escape") go(current());
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) part("[data-next]")?.click();
  else return;
  event.preventDefault();
});
