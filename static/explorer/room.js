/* The reading room: a player after a press, times that seek in it, and the place kept in the address. */
(() => {
  "use strict";
  const room = document.querySelector(".c-room");
  if (!room) return;
  const byId = (id) => document.getElementById(id);
  const announce = (words) => byId("announcer")?.replaceChildren(words);

  /* Player. A seek puts a new frame in the place of the old one: a new address in the same frame would be one more
     step for Back. The policy of the site sends no referrer elsewhere, and YouTube plays nothing without one. */
  let lent = null;
  let player = null;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const frame = (seconds) =>
    element("iframe", {
      className: "c-player__frame",
      title: `${room.dataset.title}, on ${lent.dataset.publisher}`,
      allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
      referrerPolicy: "strict-origin-when-cross-origin",
      src: lent.dataset.player + seconds,
    });

  const close = () => {
    player.remove();
    player = null;
    lent.focus();
    announce("Player closed");
  };

  const open = (facade) => {
    player?.remove();
    lent = facade;
    const { publisher } = lent.dataset;
    const button = element("button", { type: "button", className: "c-button c-button--plain", textContent: "Close player" });
    button.addEventListener("click", close);
    player = element(
      "section",
      { className: `c-player c-player--${publisher.toLowerCase()}`, ariaLabel: `Player of ${publisher}` },
      element("p", { className: "c-player__bar" }, `Playing from ${publisher}`, button),
      frame(0),
    );
    lent.closest(".c-facade").after(player);
    announce("Player opened. Times on this page play in it.");
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const facade = event.target.closest("[data-player]");
    const time = event.target.closest("[data-seek]");
    if (facade) open(facade);
    else if (time && player) {
      player.querySelector("iframe").replaceWith(frame(time.dataset.seek));
      announce(`Playing from ${time.textContent}`);
    } else return;
    event.preventDefault();
  });

  /* Place. The address names the passage that is read; while the passage it names is in view, it stays, so that a link
     pressed or a step back is never overruled. Written once scrolling has come to rest. */
  const REST = 300;
  const turns = [...room.querySelectorAll(".c-turn")];
  const read = new Set();
  let timer = 0;

  const contents = [...room.querySelectorAll(".c-toc a[href^='#']")].map((link) => [link, byId(link.hash.slice(1))]);
  const current = (turn) => {
    const source = turn.closest(".c-source");
    const passed = contents.filter(
      ([, start]) => source.contains(start) && (start === turn || start.compareDocumentPosition(turn) & Node.DOCUMENT_POSITION_FOLLOWING),
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
})();
