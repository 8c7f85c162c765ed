/* What plain pages cannot do: say what a swap changed, say when a request failed, and keep the place in what is scrolled, copy links.
   Everything works without this file. */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const say = (id, ...parts) => byId(id)?.replaceChildren(...parts);
  const scrolled = new Map();
  const opened = new Set();
  let focused = "";
  const isSuggesting = (event) => event.detail.target?.getAttribute("role") === "listbox";

  document.addEventListener("htmx:beforeRequest", (event) => {
    say("alert");
    event.detail.target.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    event.detail.target.removeAttribute("aria-busy");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    scrolled.clear();
    opened.clear();
    focused = event.detail.target.contains(document.activeElement) ? document.activeElement.id : "";
    for (const part of event.detail.target.querySelectorAll("details[id][open]")) opened.add(part.id);
    for (const part of event.detail.target.querySelectorAll(":is(.c-chips, .c-scroll)[id]")) scrolled.set(part.id, [part.scrollLeft, part.scrollTop]);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (isSuggesting(event)) return;
    for (const id of opened) byId(id)?.setAttribute("open", "");
    /* htmx gives the focus back while what holds it is still folded. */
    if (focused && document.activeElement === document.body) byId(focused)?.focus({ preventScroll: true });
    for (const [id, [left, top]] of scrolled) byId(id)?.scrollTo({ left, top, behavior: "instant" });
    say("announcer", [...document.querySelectorAll("[data-announce]")].map((part) => part.textContent).join(" "));
  });

  /* What was pressed may name what has the focus then: the title of what it opened, or what opened what it closed. */
  document.addEventListener("htmx:afterSettle", (event) => {
    byId(event.detail.requestConfig?.elt.dataset.focus)?.focus();
  });

  const fail = (words) => (event) => {
    if (isSuggesting(event)) return;
    const link = document.createElement("a");
    link.href = event.detail.pathInfo?.finalRequestPath ?? location.href;
    link.textContent = "Reload with your choices";
    say("alert", `${words} `, link);
  };
  document.addEventListener("htmx:responseError", fail("This view could not be updated: the site answered with an error."));
  document.addEventListener("htmx:sendError", fail("This view could not be updated: the site cannot be reached."));
  document.addEventListener("htmx:timeout", fail("This view could not be updated: the site took too long."));

  /* A link to a quotation becomes a button that copies it, where a page may write to the clipboard: over HTTPS, or on
     one's own machine. Where that fails after all, the link is put back, to be opened or copied by hand. */
  const copier = (link) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "c-copy__button", textContent: "Copy link" });
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(link.href).then(
        () => {
          button.textContent = "Link copied";
          say("announcer", "Link copied");
          setTimeout(() => { button.textContent = "Copy link"; }, 3000);
        },
        () => {
          button.replaceWith(link);
          link.focus();
          say("alert", "The browser did not let the link be copied. It stands there as a link now.");
        },
      );
    });
    return button;
  };
  if (navigator.clipboard) for (const link of document.querySelectorAll("a[data-copy]")) link.replaceWith(copier(link));

  /* Back and Forward ask the server anew; an answer still under way must not overwrite what they bring. */
  window.addEventListener("popstate", () => {
    for (const part of document.querySelectorAll("form[data-hx-get], #matrix, #debates, #found")) window.htmx?.trigger(part, "htmx:abort");
  });
})();
