// Reduces HTML pasted from Word, mail programs and web pages to the tags allowed in a story.
import { Extension, Plugin } from "django-prose-editor/editor";

const BULLET = /^[·•o§▪●○■–—*\-➢Ø]/u;
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };

function renamed(element, name) {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

function withoutComments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.remove();
}

// Word writes a list as paragraphs, each with its bullet or number in a span.
function listLine(paragraph) {
  const style = paragraph.getAttribute("style") ?? "";
  if (!/MsoListParagraph/.test(paragraph.className) && !/mso-list:\s*l\d/.test(style)) return null;
  const sign = [...paragraph.querySelectorAll("span")].find((one) => /mso-list:\s*ignore/i.test(one.getAttribute("style") ?? ""));
  const opening = (sign?.textContent ?? paragraph.textContent).replace(/\u00a0/g, " ").trim();
  const mark = sign ? opening : opening.match(/^(?:[·•▪●○■–—*\-]|\(?\w{1,3}[.)])(?=\s)/u)?.[0];
  if (!mark && !sign) return null;
  return { sign, mark: mark ?? "·", level: Number(style.match(/level(\d+)/)?.[1] ?? 1), ordered: !BULLET.test(mark ?? "·") };
}

function takeSign(paragraph, line) {
  if (line.sign) line.sign.remove();
  else {
    const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const first = walker.nextNode();
    if (first) first.textContent = first.textContent.replace(/^\s+/, "").slice(line.mark.length).replace(/^[\s\u00a0]+/, "");
  }
  paragraph.innerHTML = paragraph.innerHTML.replace(/^(?:\s|&nbsp;)+/, "");
}

function wordLists(root) {
  let open = [];
  for (const paragraph of [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6, ul, ol, table, div")]) {
    const line = paragraph.tagName === "P" ? listLine(paragraph) : null;
    if (!line) {
      if (paragraph.textContent.trim()) open = [];
      continue;
    }
    takeSign(paragraph, line);
    const item = root.ownerDocument.createElement("li");
    const kind = line.ordered ? "ol" : "ul";
    while (open.length > line.level) open.pop();
    if (open.length === line.level && open.at(-1).tagName.toLowerCase() !== kind) open.pop();
    while (open.length < line.level) {
      const list = root.ownerDocument.createElement(kind);
      const parent = open.at(-1)?.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push(list);
    }
    open.at(-1).append(item);
    item.append(renamed(paragraph, "p"));
  }
}

// Web editors write bold and italic as styles; an outer <b> may even switch bold off.
function marksFromStyle(root) {
  for (const b of [...root.querySelectorAll("b, strong")]) {
    if (/(?:^|[;\s])font-weight:\s*(normal|400)/.test(b.getAttribute("style") ?? "")) b.replaceWith(...b.childNodes);
  }
  for (const span of [...root.querySelectorAll("span[style]")]) {
    const style = span.getAttribute("style");
    const weight = style.match(/(?:^|[;\s])font-weight:\s*(bold|[6-9]00)/);
    const slant = /font-style:\s*italic/.test(style);
    if (weight) renamed(span, "strong");
    else if (slant) renamed(span, "em");
  }
}

// Mail programs separate paragraphs by two line breaks.
function paragraphsOfBreaks(root) {
  for (const block of [...root.querySelectorAll("p, div")]) {
    if (block.querySelector("p, div, ul, ol, table, h1, h2, h3") || !/<br[^>]*>\s*(?:&nbsp;|\s)*<br/i.test(block.innerHTML)) continue;
    const parts = block.innerHTML.split(/(?:<br[^>]*>\s*(?:&nbsp;|\s)*){2,}/i);
    block.replaceWith(...parts.filter((part) => part.trim()).map((part) => {
      const made = root.ownerDocument.createElement("p");
      made.innerHTML = part;
      return made;
    }));
  }
}

// Layout tables of mail programs and old pages are nested or have one cell per row.
function dataTable(table) {
  if (table.querySelector("table")) return false;
  const filled = (row) => [...row.cells].filter((cell) => cell.textContent.trim()).length;
  return Boolean(table.querySelector("th")) || [...table.rows].filter((row) => filled(row) > 1).length > 1;
}

// As on the server: a row of several cells becomes one paragraph, the blocks of a single cell stay.
function rowBlocks(row) {
  const filled = [...row.cells].filter((cell) => cell.textContent.trim());
  if (filled.length < 2 || filled.some((cell) => cell.querySelector("table"))) {
    return filled.flatMap((cell) => (cell.querySelector("p, ul, ol, table, h1, h2, h3") ? [...cell.childNodes] : [renamed(cell, "p")]));
  }
  const texts = filled.map((cell) => cell.textContent.replace(/[\s\u00a0]+/g, " ").trim());
  return [Object.assign(row.ownerDocument.createElement("p"), { textContent: texts.join(" | ") })];
}

function flattenLayoutTables(root) {
  for (const table of [...root.querySelectorAll("table")].filter((one) => !dataTable(one))) {
    table.replaceWith(...(table.caption ? [renamed(table.caption, "p")] : []), ...[...table.rows].flatMap(rowBlocks));
  }
}

const QUOTE_CLASS = /pull-?_?quote|(?:^|[\s_-])quote(?:$|[\s_-])/i;

// As on the server: classes of web pages mark pull quotes. A box of links to other pages is none of the story's.
function boxes(root) {
  for (const quote of root.querySelectorAll("aside[class], blockquote[class], figure[class]")) {
    if (!quote.isConnected || !QUOTE_CLASS.test(quote.className)) continue;
    const source = quote.querySelector("cite, footer, figcaption");
    const box = root.ownerDocument.createElement("aside");
    const words = root.ownerDocument.createElement("blockquote");
    source?.remove();
    words.append(...(quote.querySelector("blockquote") ?? quote).childNodes);
    box.append(words);
    if (source) box.append(Object.assign(root.ownerDocument.createElement("p"), { textContent: source.textContent.trim().replace(/^[-–—]\s*/, "") }));
    quote.replaceWith(box);
  }
  const length = (elements) => elements.reduce((sum, one) => sum + one.textContent.trim().length, 0);
  for (const box of root.querySelectorAll("aside")) {
    const isOfLinks = 2 * length([...box.querySelectorAll("a")]) > length([box]);
    if (isOfLinks || box.parentElement.closest("aside, li, td, th, blockquote")) box.replaceWith(...box.childNodes);
  }
}

// A player of a video or the like is kept by its address; saving names one of an unknown provider.
function players(root) {
  for (const player of root.querySelectorAll("iframe[src^='https://']")) {
    if (!/embed|player|video|watch/.test(player.src)) continue;
    const figure = root.ownerDocument.createElement("figure");
    figure.dataset.embed = player.src;
    player.replaceWith(figure);
  }
}

function droppedFrom(root) {
  const names = [...root.querySelectorAll("img, video, audio, iframe, object, embed")].map((one) => {
    const source = one.getAttribute("src") ?? "";
    return one.getAttribute("alt")?.trim() || (/^https?:/.test(source) ? source.split(/[?#]/)[0].split("/").pop() : "") || one.tagName.toLowerCase();
  });
  for (const one of root.querySelectorAll("img, video, audio, iframe, object, embed, script, style, meta, link, title, xml, svg, head")) one.remove();
  return names;
}

export function cleaned(html) {
  const root = new DOMParser().parseFromString(html.replace(/\u000b/g, "<br>"), "text/html").body;
  withoutComments(root);
  players(root);
  const dropped = droppedFrom(root);
  flattenLayoutTables(root);
  for (const tag of [...root.querySelectorAll("*")].filter((one) => one.tagName.includes(":"))) tag.replaceWith(...tag.childNodes);
  wordLists(root);
  marksFromStyle(root);
  paragraphsOfBreaks(root);
  boxes(root);
  for (const heading of root.querySelectorAll("h1, h4, h5, h6")) renamed(heading, HEADINGS[heading.tagName]);
  for (const empty of [...root.querySelectorAll("p, h2, h3, li")].reverse()) {
    if (!empty.closest("td, th") && !empty.textContent.replace(/\u00a0/g, "").trim()) empty.remove();
  }
  return { html: root.innerHTML, dropped };
}

// Show below the editor what was not pasted, with an undo button.
function tell(editor, { dropped }) {
  const words = document.getElementById("desk-form-words")?.dataset;
  const frame = editor.options.element.closest?.(".prose-editor") ?? editor.options.element;
  let line = frame.parentElement?.querySelector(":scope > .desk-not-kept");
  if (!words || (!line && !dropped.length)) return;
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "desk-count desk-over desk-not-kept" });
    line.setAttribute("role", "status");
    frame.after(line);
  }
  line.textContent = dropped.length ? words.dropped.replace("{what}", dropped.join(", ")) : "";
  if (!dropped.length) return;
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "desk-button desk-small", textContent: words.undo });
  undo.addEventListener("click", () => {
    editor.chain().focus().undo().run();
    line.textContent = "";
  });
  line.append(" ", undo);
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  // The HTML dialog and resumed drafts are cleaned in the same way.
  addCommands() {
    return {
      setContent: (content) => ({ commands, state }) => {
        const clean = typeof content === "string" ? cleaned(content) : null;
        if (clean) setTimeout(() => tell(this.editor, clean));
        return commands.insertContentAt({ from: 0, to: state.doc.content.size }, (clean ? clean.html : content) || "<p></p>");
      },
    };
  },
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: (html) => {
      const clean = cleaned(html);
      setTimeout(() => {
        tell(this.editor, clean);
        document.dispatchEvent(new CustomEvent("desk:pasted"));
      });
      return clean.html;
    } } })];
  },
});
