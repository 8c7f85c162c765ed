/* The regions of a page in which changes are said aloud: "announcer" waits for its turn, "alert" does not. */
export const byId = (id) => document.getElementById(id);

export const say = (id, ...parts) => byId(id)?.replaceChildren(...parts);

/* Says what an answer marks with data-announce; the white space of its source is not read out. */
export const announceWithin = (whole) => {
  const words = [...whole.querySelectorAll("[data-announce]")].map((part) =>
    part.textContent.replace(/\s+/g, " ").trim(),
  );
  say("announcer", words.join(" "));
};

export const isSuggesting = (event) => event.detail.target?.getAttribute("role") === "listbox";
