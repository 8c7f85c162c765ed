/* What is selected in the document becomes the quotation of the form; the server finds the words and proposes the rest. */
import { part, points, text } from "./page.js";

/* The selection as the server knows it: words inside one passage, and where they begin in the document. */
export const selected = () => {
  const chosen = document.getSelection();
  if (!chosen?.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0).cloneRange();
  const holds = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-words]");
  const words = holds(range.startContainer);
  if (!words || !text.contains(words)) return null;
  const isCut = !words.contains(range.endContainer);
  if (isCut) range.setEnd(words, words.childNodes.length);
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const whole = range.toString();
  const lead = whole.slice(0, whole.length - whole.trimStart().length);
  const start = Number(words.parentElement.dataset.start) + points(before.toString() + lead);
  return whole.trim() ? { exact: whole.trim(), start, isCut } : null;
};

let looked = "";

/* The same words may be looked up again. */
export const forget = () => {
  looked = "";
};

export const lookUp = () => {
  const found = selected();
  const field = part("[name=exact]");
  if (!found || !field || looked === `${found.start} ${found.exact}`) return;
  looked = `${found.start} ${found.exact}`;
  field.value = found.exact;
  part("[name=start]").value = found.start;
  part("[name=prefix]").value = part("[name=suffix]").value = "";
  part("[data-verdict]").textContent = found.isCut ? "The selection was cut at the end of its passage." : "";
  part("[data-check]").click();
};

let isPressed = false;
let waiting;
const soon = () => {
  clearTimeout(waiting);
  if (!isPressed) waiting = setTimeout(lookUp, 200);
};
document.addEventListener("selectionchange", soon);
text.addEventListener("pointerdown", () => {
  isPressed = true;
});
for (const type of ["pointerup", "pointercancel"])
  document.addEventListener(type, () => {
    isPressed = false;
    soon();
  });
