/* What plain pages cannot do: say what a swap changed, say when a request failed, and keep the place in scrolled chips.
   Everything works without this file. */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const say = (id, ...parts) => byId(id)?.replaceChildren(...parts);
  const scrolled = new Map();

  document.addEventListener("htmx:beforeRequest", (event) => {
    say("alert");
    event.detail.target.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    event.detail.target.removeAttribute("aria-busy");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    scrolled.clear();
    for (const chips of event.detail.target.querySelectorAll(".c-chips[id]")) scrolled.set(chips.id, chips.scrollLeft);
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, left] of scrolled) byId(id)?.scrollTo({ left, behavior: "instant" });
    say("announcer", [...document.querySelectorAll("[data-announce]")].map((part) => part.textContent).join(" "));
  });

  const fail = (words) => (event) => {
    const link = document.createElement("a");
    link.href = event.detail.pathInfo?.finalRequestPath ?? location.href;
    link.textContent = "Reload with your choices";
    say("alert", `${words} `, link);
  };
  document.addEventListener("htmx:responseError", fail("The comparison could not be updated: the site answered with an error."));
  document.addEventListener("htmx:sendError", fail("The comparison could not be updated: the site cannot be reached."));
  document.addEventListener("htmx:timeout", fail("The comparison could not be updated: the site took too long."));

  /* Back and Forward ask the server anew; an answer still under way must not overwrite what they bring. */
  window.addEventListener("popstate", () => {
    for (const form of document.querySelectorAll("form[hx-get]")) window.htmx?.trigger(form, "htmx:abort");
  });
})();
