/* Annotating: what is selected in the document becomes the quotation of the form, and single keys do the whole loop.
   The server finds the words and proposes the rest. Without this file words are pasted and looked up by a button. */
(() => {
  "use strict";
  const text = document.querySelector("[data-document]");
  if (!text) return;
  const claim = () => document.getElementById("claim");
  const part = (selector) => claim().querySelector(selector);
  const byId = (id) => document.getElementById(id);
  const say = (id, ...words) => byId(id).replaceChildren(...words);
  const current = () => byId(claim().dataset.passage);
  const passages = () => [...text.querySelectorAll("[data-start]")];
  const points = (words) => [...words].length; /* code points, as the server counts; strings here count UTF-16 units */

  /* The selection as the server knows it: words inside one passage, and where they begin in the document. */
  const selected = () => {
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
  const lookUp = () => {
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
  text.addEventListener("pointerdown", () => { isPressed = true; });
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => { isPressed = false; soon(); });

  const count = () => {
    const field = claim().querySelector("[data-count]");
    if (!field) return;
    let left = part("[data-left]");
    if (!left) {
      left = Object.assign(document.createElement("span"), { className: "c-form__left" });
      left.dataset.left = "";
      field.after(left);
    }
    const rest = Number(field.dataset.count) - points(field.value);
    left.textContent = rest < 0 ? `${-rest} characters too many` : `${rest} left`;
    left.classList.toggle("is-over", rest < 0);
  };
  document.addEventListener("input", (event) => {
    if ("count" in (event.target.dataset ?? {})) count();
  });

  const mark = () => {
    for (const one of passages()) one.removeAttribute("aria-current");
    current()?.setAttribute("aria-current", "true");
  };
  const go = (passage) => {
    passage?.focus({ preventScroll: true });
    passage?.scrollIntoView({ block: "nearest" });
  };
  const open = (passage) => {
    if (!passage) return;
    go(passage);
    document.getSelection().removeAllRanges();
    if (!part("[name=statement]")?.value) passage.querySelector("[data-hx-get]").click();
  };

  /* What is written while an answer is under way is not lost to it. */
  let typed = null;
  let was = "";
  let aside = "";
  document.addEventListener("htmx:beforeRequest", () => say("alert"));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const act = event.detail.requestConfig?.formData?.get("act") ?? "";
    was = claim().dataset.passage;
    typed = act.startsWith("check") ? (part("[name=statement]")?.value ?? null) : null;
    if (!act.startsWith("check")) looked = "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt !== claim()) return;
    const statement = part("[name=statement]");
    if (typed !== null && statement) statement.value = typed;
    count();
    mark();
    say("announcer", [...claim().querySelectorAll("[data-announce]")].map((one) => one.textContent).join(" "));
    const isFree = document.activeElement === document.body || text.contains(document.activeElement);
    if (typed === null && was !== claim().dataset.passage && isFree) {
      document.getSelection().removeAllRanges();
      go(current());
    }
    if (aside && was !== claim().dataset.passage) setAside(aside);
    aside = "";
  });
  const fail = (words) => () => say("alert", words);
  document.addEventListener("htmx:responseError", fail("Nothing was saved: the site answered with an error. Reload the page."));
  document.addEventListener("htmx:sendError", fail("Nothing was saved: the site cannot be reached."));
  document.addEventListener("htmx:timeout", fail("The site took too long. Reload the page to see whether it saved."));

  const setAside = (key) => {
    const reasons = part("[name=disposition]");
    if (!reasons) return;
    reasons.selectedIndex = key === "0" ? 10 : Number(key);
    part("[data-aside]").click();
    go(current());
  };

  /* Sentences one after the other, by the browser's own rules; "add" keeps where the selection began. */
  const sentence = (passage, add) => {
    const words = passage.querySelector("[data-words]");
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let at = 0; walker.nextNode(); at += walker.currentNode.length) nodes.push([at, walker.currentNode]);
    const chosen = document.getSelection();
    const offset = (node, place) => {
      const before = document.createRange();
      before.selectNodeContents(words);
      before.setEnd(node, place);
      return before.toString().length;
    };
    const inside = chosen.rangeCount && !chosen.isCollapsed && words.contains(chosen.getRangeAt(0).startContainer);
    const range = inside ? chosen.getRangeAt(0) : null;
    const from = range ? offset(range.startContainer, range.startOffset) : 0;
    const after = range ? offset(range.endContainer, range.endOffset) : 0;
    const cuts = new Intl.Segmenter("en", { granularity: "sentence" }).segment(words.textContent);
    const all = [...cuts].map((one) => [one.index, one.index + one.segment.trimEnd().length]).filter(([a, b]) => b > a);
    const [start, end] = all.find(([left]) => left >= after) ?? all[0];
    const place = (at) => {
      const [left, node] = nodes.findLast(([one]) => one <= at);
      return [node, Math.min(at - left, node.length)];
    };
    chosen.setBaseAndExtent(...place(add && range && start >= after ? from : start), ...place(end));
  };

  const toggle = document.querySelector("[data-keys]");
  toggle.checked = localStorage.getItem("annotate-keys") !== "off";
  toggle.addEventListener("change", () => localStorage.setItem("annotate-keys", toggle.checked ? "on" : "off"));

  const step = (by) => {
    const all = passages();
    const focused = document.activeElement.closest("[data-start]") ?? current();
    return all[all.indexOf(focused) + by];
  };
  const unread = () => {
    const all = passages();
    const place = all.indexOf(document.activeElement.closest("[data-start]") ?? current());
    const isUnread = (one) => one.classList.contains("is-waiting");
    return all.slice(place + 1).find(isUnread) ?? all.find(isUnread);
  };
  const KEYS = {
    j: () => open(step(1)),
    k: () => open(step(-1)),
    u: () => open(unread()),
    s: (event, passage) => sentence(passage, event.shiftKey),
    enter: (event, passage) => {
      if (!selected()) document.getSelection().selectAllChildren(passage.querySelector("[data-words]"));
      lookUp();
      part("[name=statement]")?.focus();
    },
  };
  text.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("a") && event.key === "Enter") return;
    const passage = event.target.closest("[data-start]") ?? current();
    const key = event.key.toLowerCase();
    if (Object.hasOwn(KEYS, key) && passage) KEYS[key](event, passage);
    else if (/^\d$/.test(key) && passage) {
      if (passage.id === claim().dataset.passage) setAside(key);
      else if (part("[name=statement]")?.value) say("alert", "A claim is begun on another passage: save it or empty it first.");
      else { aside = key; passage.querySelector("[data-hx-get]").click(); }
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!claim().contains(event.target)) return;
    if (event.key === "Escape") go(current());
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) part("[data-next]")?.click();
    else return;
    event.preventDefault();
  });

  count();
  if (!location.hash) current()?.scrollIntoView({ block: "nearest" });
})();
