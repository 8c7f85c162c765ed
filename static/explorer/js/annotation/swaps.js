/* What htmx brings on the page of annotating. What is written while an answer is under way is not lost to it. */
import { announceWithin, say } from "../regions.js";
import { count } from "./counter.js";
import { go, mark, setAside } from "./moves.js";
import { claim, current, part, text } from "./page.js";
import { forget } from "./selection.js";

let typed = null;
let was = "";
let pending = "";

/* Sets a passage aside once its answer has come. */
export const setAsideLater = (key) => {
  pending = key;
};

document.addEventListener("htmx:beforeRequest", () => say("alert"));
document.addEventListener("htmx:beforeSwap", (event) => {
  const act = event.detail.requestConfig?.formData?.get("act") ?? "";
  was = claim().dataset.passage;
  typed = act.startsWith("check") ? (part("[name=statement]")?.value ?? null) : null;
  if (!act.startsWith("check")) forget();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt !== claim()) return;
  const statement = part("[name=statement]");
  if (typed !== null && statement) statement.value = typed;
  count();
  mark();
  announceWithin(claim());
  /* htmx gives the focus back to the field of the same name, in a form that is about another passage now. */
  const holders = [text, claim()];
  const isFree =
    document.activeElement === document.body || holders.some((holder) => holder.contains(document.activeElement));
  if (typed === null && was !== claim().dataset.passage && isFree) {
    document.getSelection().removeAllRanges();
    go(current());
  }
  if (pending && was !== claim().dataset.passage) setAside(pending);
  pending = "";
});
const fail = (words) => () => say("alert", words);
document.addEventListener(
  "htmx:responseError",
  fail("Nothing was saved: the site answered with an error. Reload the page."),
);
document.addEventListener("htmx:sendError", fail("Nothing was saved: the site cannot be reached."));
document.addEventListener("htmx:timeout", fail("The site took too long. Reload the page to see whether it saved."));
