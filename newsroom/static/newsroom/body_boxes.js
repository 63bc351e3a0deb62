// Fact boxes and pull quotes of a story: buttons, keys, and the ways into and out of them.
import { Node, Plugin, gettext, pm } from "django-prose-editor/editor";

const { TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const isQuote = (element) => element.firstElementChild?.tagName === "BLOCKQUOTE" && element.children.length < 3;

function findOuter({ $from }, name) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === name) return { node: $from.node(depth), depth, pos: $from.before(depth) };
  }
  return null;
}

// The outermost blocks of the selection; without one the place below the block with the cursor, or that block if empty.
function placeOf({ selection }) {
  const { $from, $to, empty } = selection;
  if (!$from.depth) return { from: selection.from, to: selection.to };
  const isNew = empty && $from.node(1).textContent;
  return { from: isNew ? $from.after(1) : $from.before(1), to: $to.after(1) };
}

function put(state, dispatch, { from, to }, node, cursorIn) {
  const tr = state.tr.replaceWith(from, to, node);
  const end = from + node.nodeSize;
  if (end === tr.doc.content.size) tr.insert(end, state.schema.nodes.paragraph.create());
  if (dispatch) dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(from + cursorIn))).scrollIntoView());
  return true;
}

function unwrap(state, dispatch, { node, pos }) {
  if (dispatch) dispatch(state.tr.replaceWith(pos, pos + node.nodeSize, node.content).scrollIntoView());
  return true;
}

function toggleFactBox({ state, dispatch }) {
  const outer = findOuter(state.selection, "factBox");
  if (outer) return unwrap(state, dispatch, outer);
  const { factBox, heading, paragraph } = state.schema.nodes;
  const place = placeOf(state);
  const blocks = [];
  state.doc.slice(place.from, place.to).content.forEach((block) => blocks.push(block));
  const isTitled = blocks[0]?.type === heading;
  const title = heading.create({ level: 3 }, isTitled ? blocks.shift().content : null);
  const box = factBox.create(null, [title, ...(blocks.length ? blocks : [paragraph.create()])]);
  if (!factBox.validContent(box.content)) return false;
  return put(state, dispatch, place, box, isTitled ? title.nodeSize + 2 : 2);
}

function togglePullQuote({ state, dispatch }) {
  const outer = findOuter(state.selection, "pullQuote");
  if (outer) return unwrap(state, dispatch, outer);
  const { pullQuote, blockquote, paragraph } = state.schema.nodes;
  const { $from, $to, empty } = state.selection;
  const isChosen = !empty && $from.sameParent($to) && $from.parent.isTextblock;
  const words = paragraph.create(null, isChosen ? $from.parent.slice($from.parentOffset, $to.parentOffset).content : null);
  const quote = pullQuote.create(null, [blockquote.create(null, words), paragraph.create()]);
  const place = isChosen ? { from: $from.after(1), to: $from.after(1) } : placeOf(state);
  return put(state, dispatch, place, quote, isChosen ? words.nodeSize + 4 : 3);
}

// Enter goes on from the words to the source, and from the source to the text below.
function leaveQuote({ state, view }) {
  const outer = findOuter(state.selection, "pullQuote");
  if (!outer || !state.selection.empty) return false;
  const { paragraph } = state.schema.nodes;
  const { $from } = state.selection;
  const end = outer.pos + outer.node.nodeSize;
  const tr = state.tr;
  if ($from.index(outer.depth) === 0) {
    if (outer.node.childCount < 2) tr.insert(end - 1, paragraph.create());
    tr.setSelection(TextSelection.near(tr.doc.resolve(outer.pos + 2 + outer.node.firstChild.nodeSize)));
  } else {
    tr.insert(end, paragraph.create()).setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

function removeEmpty({ state, view }, name) {
  const outer = findOuter(state.selection, name);
  if (!outer || outer.node.textContent) return false;
  const tr = state.tr.replaceWith(outer.pos, outer.pos + outer.node.nodeSize, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(outer.pos + 1))));
  return true;
}

// The name of the box above it, and what its empty parts are for. A title is a heading of the level that its page will have.
function hints(name, label, partsOf) {
  return new Plugin({ props: { decorations: ({ doc }) => {
    const found = [];
    let isBelowHeading = false;
    doc.forEach((node, pos) => {
      isBelowHeading ||= node.type.name === "heading" && node.attrs.level === 2;
      if (node.type.name !== name) return;
      found.push(Decoration.node(pos, pos + node.nodeSize, { "data-label": label, role: "note", "aria-label": label }));
      const title = node.firstChild;
      if (title.type.name === "heading" && !isBelowHeading) found.push(Decoration.node(pos + 1, pos + 1 + title.nodeSize, { "aria-level": "2" }));
      for (const [part, at, hint] of partsOf(node, pos + 1)) {
        if (part.isTextblock && !part.content.size) found.push(Decoration.node(at, at + part.nodeSize, { "data-hint": hint }));
      }
    });
    return DecorationSet.create(doc, found);
  } } });
}

export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList | blockquote | table)+",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: () => ["aside", 0],
  addCommands: () => ({ toggleFactBox: () => toggleFactBox }),
  addKeyboardShortcuts() {
    return {
      "Alt-Shift-b": () => this.editor.commands.toggleFactBox(),
      Backspace: () => removeEmpty(this.editor, this.name),
    };
  },
  addProseMirrorPlugins() {
    return [hints(this.name, gettext("Fact box"), (node, at) => [[node.firstChild, at, gettext("Title of the box")]])];
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "factBox",
      groups: "nodes",
      command: (editor) => editor.chain().focus().toggleFactBox().run(),
      button: buttons.material("article", "Fact box"),
      active: (editor) => editor.isActive("factBox"),
      enabled: (editor) => editor.can().toggleFactBox(),
    });
  },
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "blockquote paragraph?",
  defining: true,
  parseHTML: () => [{ tag: "aside", priority: 60, getAttrs: (element) => (isQuote(element) ? null : false) }],
  renderHTML: () => ["aside", 0],
  addCommands: () => ({ togglePullQuote: () => togglePullQuote }),
  addKeyboardShortcuts() {
    return {
      "Alt-Shift-z": () => this.editor.commands.togglePullQuote(),
      Enter: () => leaveQuote(this.editor),
      Backspace: () => removeEmpty(this.editor, this.name),
    };
  },
  addProseMirrorPlugins() {
    const partsOf = (node, at) => [
      [node.firstChild.firstChild, at + 1, gettext("Words of the quote")],
      ...(node.childCount > 1 ? [[node.lastChild, at + node.firstChild.nodeSize, gettext("Who says it")]] : []),
    ];
    return [hints(this.name, gettext("Pull quote"), partsOf)];
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
      button: buttons.material("record_voice_over", "Pull quote"),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().togglePullQuote(),
    });
  },
});
