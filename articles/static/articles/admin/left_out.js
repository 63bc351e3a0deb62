// Takes lines that were left out of the story into the text, each at its place, and out again.
(() => {
  "use strict";
  const list = document.getElementById("left-out");
  if (!list) return;
  const boxes = [...list.querySelectorAll('input[name="take"]')];
  const inserted = list.querySelector("[data-inserted]");
  const said = list.querySelector("[data-said]");
  const undo = list.querySelector("[data-undo-take]");
  let last = [];

  const editor = () => document.getElementById("id_body")?.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")?.editor;
  const textOf = (box) => box.closest("label").querySelector("span").textContent;
  const startOf = (box) => Number(box.value.split("-")[0]);
  const known = () => new Set(inserted.value.split(" ").filter(Boolean));

  // The blocks of the text with their positions in the editor.
  function blocks(doc) {
    const found = [];
    doc.forEach((node, offset) => found.push({ text: node.textContent.trim(), start: offset, end: offset + node.nodeSize }));
    return found;
  }

  // Below the block that was above the line in the copy, past lines taken before; without that block, by its number.
  function placeOf(box, doc) {
    const all = blocks(doc);
    const above = box.dataset.above.trim();
    const number = Number(box.dataset.after);
    let index = above ? all.findIndex((block) => block.text === above) : -1;
    if (above && index < 0) index = Math.min(number, all.length) - 1;
    const taken = boxes.filter((one) => one.dataset.after === box.dataset.after && startOf(one) < startOf(box) && known().has(one.value));
    const texts = new Set(taken.map(textOf));
    while (all[index + 1] && texts.has(all[index + 1].text)) index += 1;
    return index < 0 ? 0 : all[index].end;
  }

  function insert(box) {
    const area = editor();
    if (!area) return false;
    const paragraph = { type: "paragraph", content: [{ type: "text", text: textOf(box) }] };
    area.chain().insertContentAt(placeOf(box, area.state.doc), paragraph, { updateSelection: false }).run();
    inserted.value = [...known(), box.value].join(" ");
    return true;
  }

  // The text may have the same line elsewhere: the one at the place of the box goes first.
  function remove(box) {
    const area = editor();
    const equal = area && known().has(box.value) ? blocks(area.state.doc).filter((one) => one.text === textOf(box).trim()) : [];
    const block = equal.find((one) => one.start >= placeOf(box, area.state.doc)) ?? equal.at(-1);
    if (block) area.chain().deleteRange({ from: block.start, to: block.end }).run();
    inserted.value = [...known()].filter((key) => key !== box.value).join(" ");
  }

  function report() {
    const count = boxes.filter((box) => box.checked).length;
    said.textContent = count ? (count === 1 ? said.dataset.one : said.dataset.many.replace("{n}", count)) : said.dataset.none;
    undo.hidden = !last.length;
    for (const button of list.querySelectorAll("[data-take-all]")) {
      button.disabled = [...button.parentElement.querySelectorAll('input[name="take"]')].every((box) => box.checked);
    }
  }

  function change(changed) {
    for (const box of changed) {
      if (box.checked && !known().has(box.value)) insert(box);
      else if (!box.checked) remove(box);
    }
    report();
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      last = [box];
      change([box]);
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step && boxes[boxes.indexOf(box) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }
  for (const button of list.querySelectorAll("[data-take-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      last = [...button.parentElement.querySelectorAll('input[name="take"]')].filter((box) => !box.checked);
      for (const box of last) box.checked = true;
      change(last);
    });
  }
  undo.addEventListener("click", () => {
    const undone = last;
    for (const box of undone) box.checked = !box.checked;
    last = [];
    change(undone);
    undone[0]?.focus();
  });
})();
