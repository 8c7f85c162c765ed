/* Reviewing by single keys: P publishes, B opens the reasons to send back, J goes on. Without this file there are buttons. */
const toggle = document.querySelector("[data-keys]");
const back = document.querySelector("[data-back]");
const KEPT = "review-keys";

const isTyping = (target) => Boolean(target.closest("textarea, select, input:not([type=checkbox], [type=radio])"));

const open = () => {
  if (!back) return;
  back.open = true;
  back.querySelector("input, textarea").focus();
};

const close = () => {
  if (!back?.open) return;
  back.open = false;
  back.querySelector("summary").focus();
};

toggle.checked = localStorage.getItem(KEPT) !== "off";
toggle.addEventListener("change", () => localStorage.setItem(KEPT, toggle.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return close();
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
  if (!toggle.checked || isHeld || isTyping(event.target)) return undefined;
  const key = event.key.toLowerCase();
  /* While the reasons are open a slip of the finger publishes nothing. */
  const act = back?.open ? null : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (key === "b") open();
  else if (act) act.click();
  else return undefined;
  event.preventDefault();
  return undefined;
});
