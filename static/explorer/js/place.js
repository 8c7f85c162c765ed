/* The place of a reader, kept in the address. It names the passage that is read; while that is in view, it stays, so
   that a link pressed or a step back is never overruled. Written once scrolling has come to rest. */
import { byId } from "./regions.js";

const room = document.querySelector(".c-room");
const REST = 300;
const turns = [...room.querySelectorAll(".c-turn")];
const read = new Set();
let timer = 0;

const contents = [...room.querySelectorAll(".c-toc a[href^='#']")].map((link) => [link, byId(link.hash.slice(1))]);
const current = (turn) => {
  const source = turn.closest(".c-source");
  const passed = contents.filter(
    ([, start]) =>
      source.contains(start) &&
      (start === turn || start.compareDocumentPosition(turn) & Node.DOCUMENT_POSITION_FOLLOWING),
  );
  for (const [link] of contents) link.removeAttribute("aria-current");
  const [link] = passed.at(-1) ?? [];
  if (!link) return;
  link.setAttribute("aria-current", "true");
  const list = link.closest("nav");
  const [box, line] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  if (list.scrollHeight > list.clientHeight) list.scrollTop += line.top - box.top - box.height / 2;
};

const inView = (part) => {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
};

const settle = () => {
  const first = turns.find((turn) => read.has(turn));
  const named = location.hash.length > 1 ? byId(location.hash.slice(1)) : null;
  let here = named && inView(named) ? named.closest(".c-turn") : first;
  if (first) current(first);
  if (!named || !inView(named)) {
    const above = turns[0]?.getBoundingClientRect().top > window.innerHeight / 2;
    if (above) here = null;
    else if (!first) return;
    const address = here ? `#${here.id}` : location.pathname + location.search;
    if (here ? location.hash !== address : location.hash) history.replaceState(history.state, "", address);
  }
  room.classList.add("is-placed");
  for (const turn of room.querySelectorAll(".c-turn.is-here")) turn.classList.remove("is-here");
  here?.classList.add("is-here");
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(settle, REST);
};

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) read[isIntersecting ? "add" : "delete"](target);
    later();
  },
  { rootMargin: "-80px 0px -60% 0px" },
);
for (const turn of turns) observer.observe(turn);
window.addEventListener("scroll", later, { passive: true });
window.addEventListener("hashchange", later);
window.addEventListener("click", later, { capture: true });
