/* Sentences one after the other, by the browser's own rules; "add" keeps where the selection began. */
export const selectSentence = (passage, add) => {
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
  const all = [...cuts].map((cut) => [cut.index, cut.index + cut.segment.trimEnd().length]).filter(([a, b]) => b > a);
  const [start, end] = all.find(([left]) => left >= after) ?? all[0];
  const place = (at) => {
    const [left, node] = nodes.findLast(([first]) => first <= at);
    return [node, Math.min(at - left, node.length)];
  };
  chosen.setBaseAndExtent(...place(add && range && start >= after ? from : start), ...place(end));
};
