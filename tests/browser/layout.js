/* Given what is made to be scrolled sideways, return what is wrong with how the page is laid out, as a list of words. */
(scrolls) => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const named = (one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}`;
  const words = (text) => JSON.stringify(text.trim().replace(/\s+/g, " ").slice(0, 40));
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} wide`);

  const hidden = (one) => {
    if (!one.checkVisibility() || one.closest(".c-skip")) return true;
    for (let at = one; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") return true;
    return false;
  };
  for (const one of document.querySelectorAll("body *:not(svg *)")) {
    if (hidden(one) || one.matches(scrolls) || getComputedStyle(one).display === "inline") continue;
    if (one.matches("select, input")) continue;
    if (one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !one.querySelector(scrolls))
      found.push(
        `${named(one)} is ${one.clientWidth} wide, what is in it ${one.scrollWidth}: ${words(one.textContent)}`,
      );
    const clips = ["hidden", "clip"].includes(getComputedStyle(one).overflowY);
    if (clips && one.scrollHeight > one.clientHeight + 1) found.push(`${named(one)} cuts ${words(one.textContent)}`);
  }

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode,
      parent = node.parentElement;
    if (!node.data.trim() || hidden(parent) || parent.closest("title, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 2) continue;
      const slack = (bottom - top) * 0.28;
      boxes.push({
        node,
        within: parent.closest(scrolls),
        left: left + 1,
        right: right - 1,
        top: top + slack,
        bottom: bottom - slack,
      });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.node !== b.node && a.within === b.within && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1)
        found.push(`${words(a.node.data)} lies over ${words(b.node.data)}`);
    }
  }
  return [...new Set(found)];
};
