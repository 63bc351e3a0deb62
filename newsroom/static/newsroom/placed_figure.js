// Figures between the blocks of a text, of which the text holds ids only: pictures, audio and video.
import { Plugin, pm } from "django-prose-editor/editor";
import { element } from "newsroom/elements";

const { NodeSelection, TextSelection } = pm.state;
const SELECTED = "ProseMirror-selectednode";

function makeButton(sign, label, act) {
  const made = element("button", { type: "button", className: "desk-button desk-small", textContent: sign, title: label });
  made.setAttribute("aria-label", label);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  made.addEventListener("click", act);
  return made;
}

// The place between two blocks of the text itself: a figure is in no list, quotation or table.
function placeAfter(state) {
  const { $to } = state.selection;
  return $to.depth ? $to.after(1) : state.selection.to;
}

export function insertFigure(view, name, attrs, place = placeAfter(view.state)) {
  const { state } = view;
  const { $from } = state.selection;
  const isEmpty = $from.depth === 1 && $from.parent.isTextblock && !$from.parent.content.size && place === $from.after(1);
  const node = state.schema.nodes[name].create(attrs);
  const from = isEmpty ? $from.before(1) : place;
  const tr = state.tr.replaceWith(from, place, node);
  if (!tr.doc.nodeAt(from + node.nodeSize)) tr.insert(from + node.nodeSize, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
  view.focus();
}

// Exchange the selected figure with the block before or behind it.
function moveFigure({ state, view }, name, step) {
  const { node, from, $from } = state.selection;
  if (node?.type.name !== name || $from.depth) return false;
  const index = $from.index(0);
  const other = index + step < 0 ? null : state.doc.maybeChild(index + step);
  if (!other) return true;
  const to = step < 0 ? from - other.nodeSize : from + other.nodeSize;
  const tr = state.tr.delete(from, from + node.nodeSize).insert(to, node);
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView());
  return true;
}

// Only what is selected takes Tab: the way from the text to the next field is not through all of its figures.
export function limitTab(dom) {
  const isSelected = dom.classList.contains(SELECTED);
  for (const one of dom.querySelectorAll("button, a")) one.tabIndex = isSelected ? 0 : -1;
}

export function makeFigure() {
  const dom = element("figure", { className: "desk-figure" });
  dom.contentEditable = "false";
  return dom;
}

// The buttons of a figure; `words` name them, and without `pick` nothing can be chosen.
export function makeButtons({ editor, getPos }, name, words, pick) {
  const moved = (step) => () => {
    editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, getPos())));
    moveFigure(editor, name, step);
  };
  return element("div", { className: "desk-figure-buttons" },
    ...(pick ? [makeButton("…", words.choose, () => pick(editor, getPos()))] : []),
    makeButton("↑", words.up, moved(-1)), makeButton("↓", words.down, moved(1)),
    makeButton("✕", words.remove, () => editor.view.dispatch(editor.state.tr.delete(getPos(), getPos() + 1))));
}

// What a view of a figure needs beside `update`.
export function figureView(dom) {
  const select = (isSelected) => () => {
    dom.classList.toggle(SELECTED, isSelected);
    limitTab(dom);
  };
  return {
    dom,
    selectNode: select(true),
    deselectNode: select(false),
    ignoreMutation: () => true,
    stopEvent: (event) => /^(mouse|click|key)/.test(event.type) && Boolean(event.target.closest?.("button, a")),
  };
}

export function figureKeys(editor, name, pick) {
  const isSelected = () => editor.state.selection.node?.type.name === name;
  return {
    "Alt-ArrowUp": () => moveFigure(editor, name, -1),
    "Alt-ArrowDown": () => moveFigure(editor, name, 1),
    Space: () => {
      if (!isSelected()) return false;
      pick(editor, editor.state.selection.from);
      return true;
    },
    Enter: () => {
      if (!isSelected()) return false;
      const { to } = editor.state.selection;
      const tr = editor.state.tr.insert(to, editor.schema.nodes.paragraph.create());
      editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
      return true;
    },
  };
}

// What is typed while the figure is selected goes below it, and does not replace it.
export function keepFigure(name) {
  return new Plugin({ props: { handleTextInput: (view, _from, _to, text) => {
    const { selection, schema, tr } = view.state;
    if (selection.node?.type.name !== name) return false;
    tr.insert(selection.to, schema.nodes.paragraph.create(null, schema.text(text)));
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView());
    return true;
  } } });
}
