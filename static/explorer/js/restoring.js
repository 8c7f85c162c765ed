/* Back and Forward ask the server anew; an answer still under way must not overwrite what they bring. */
window.addEventListener("popstate", () => {
  for (const part of document.querySelectorAll("form[data-hx-get], #matrix, #debates, #found, #people, #episodes"))
    window.htmx?.trigger(part, "htmx:abort");
});
