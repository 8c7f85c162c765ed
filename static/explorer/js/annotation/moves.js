/* Going from passage to passage, and setting one aside. */
import { current, part, passages } from "./page.js";

export const mark = () => {
  for (const passage of passages()) passage.removeAttribute("aria-current");
  current()?.setAttribute("aria-current", "true");
};

export const go = (passage) => {
  passage?.focus({ preventScroll: true });
  passage?.scrollIntoView({ block: "nearest" });
};

export const open = (passage) => {
  if (!passage) return;
  go(passage);
  document.getSelection().removeAllRanges();
  if (!part("[name=statement]")?.value) passage.querySelector("[data-hx-get]").click();
};

export const setAside = (key) => {
  const reasons = part("[name=disposition]");
  if (!reasons) return;
  reasons.selectedIndex = key === "0" ? 10 : Number(key);
  part("[data-aside]").click();
  go(current());
};

export const step = (by) => {
  const all = passages();
  const focused = document.activeElement.closest("[data-start]") ?? current();
  return all[all.indexOf(focused) + by];
};

export const unread = () => {
  const all = passages();
  const place = all.indexOf(document.activeElement.closest("[data-start]") ?? current());
  const isUnread = (passage) => passage.classList.contains("is-waiting");
  return all.slice(place + 1).find(isUnread) ?? all.find(isUnread);
};
