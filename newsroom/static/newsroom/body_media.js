// Audio and video between the paragraphs of a story: the text holds the id of the file; title, kind and credit come from
// the desk's list. The dialog is `window.pickMedia`.
import { Node, Plugin, gettext, pm } from "django-prose-editor/editor";

const NAME = "bodyMedia";
const { NodeSelection, TextSelection } = pm.state;
const known = new Map(); // id → file of the desk

const isPlaced = (state, id) => {
  let found = false;
  state.doc.descendants((node) => { found ||= node.type.name === NAME && node.attrs.media === id; });
  return found;
};

function learn(id) {
  const file = known.get(id);
  if (file) return Promise.resolve(file);
  return window.findMedia([id]).then(([found]) => {
    if (found) known.set(id, found);
    return found;
  }).catch(() => undefined);
}

function element(tag, facts = {}, ...children) {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...children);
  return made;
}

function button(sign, label, act) {
  const made = element("button", { type: "button", className: "desk-button desk-small", textContent: sign, title: label });
  made.setAttribute("aria-label", label);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  made.addEventListener("click", act);
  return made;
}

function describe(id, file) {
  if (!file) return element("div", { textContent: `#${id}` });
  const sign = element("span", { className: "desk-no-file", textContent: file.kind === "audio" ? "♪" : "▶" });
  const picture = file.thumb ? element("img", { src: file.thumb, alt: "" }) : sign;
  const words = element("div", {}, file.name, " ", element("span", { className: "desk-soft", textContent: [file.facts, file.credit].filter(Boolean).join(" · ") }));
  if (file.note) words.append(" ", element("span", { className: "desk-badge desk-missing", textContent: file.note }));
  words.append(" ", element("a", { href: file.page, target: "_blank", rel: "noopener", textContent: gettext("Change the file (new window)") }));
  return element("div", { className: "desk-figure-photo" }, picture, words);
}

// The place between two blocks of the text itself: a file is in no list, quotation or table.
function insert(view, media) {
  const { state } = view;
  const { $from, $to } = state.selection;
  const place = $to.depth ? $to.after(1) : state.selection.to;
  const isEmpty = $from.depth === 1 && $from.parent.isTextblock && !$from.parent.content.size && place === $from.after(1);
  const node = state.schema.nodes[NAME].create({ media });
  const from = isEmpty ? $from.before(1) : place;
  const tr = state.tr.replaceWith(from, place, node);
  if (!tr.doc.nodeAt(from + node.nodeSize)) tr.insert(from + node.nodeSize, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
}

async function pick(editor, position = null) {
  const file = await window.pickMedia();
  if (file) {
    known.set(file.id, file);
    if (isPlaced(editor.state, file.id)) return editor.view.focus();
    if (position === null) insert(editor.view, file.id);
    else editor.view.dispatch(editor.state.tr.setNodeAttribute(position, "media", file.id));
  }
  return editor.view.focus();
}

// Exchange the selected file with the block before or behind it.
function move(state, dispatch, step) {
  const { node, from, $from } = state.selection;
  if (node?.type.name !== NAME || $from.depth) return false;
  const index = $from.index(0);
  const other = index + step < 0 ? null : state.doc.maybeChild(index + step);
  if (!other) return true;
  const to = step < 0 ? from - other.nodeSize : from + other.nodeSize;
  const tr = state.tr.delete(from, from + node.nodeSize).insert(to, node);
  dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView());
  return true;
}

// Only what is selected takes Tab, as with pictures.
function reach(dom) {
  const isSelected = dom.classList.contains("ProseMirror-selectednode");
  for (const one of dom.querySelectorAll("button, a")) one.tabIndex = isSelected ? 0 : -1;
}

function createView({ editor, node, getPos }) {
  const dom = element("figure", { className: "desk-figure" });
  dom.contentEditable = "false";
  const moved = (step) => () => {
    editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, getPos())));
    move(editor.state, editor.view.dispatch, step);
  };
  const show = (id, file) => {
    dom.replaceChildren(
      element("div", { className: "desk-figure-photos" }, describe(id, file)),
      element("div", { className: "desk-figure-buttons" },
        button("…", gettext("Choose audio or video"), () => pick(editor, getPos())),
        button("↑", gettext("Audio or video up"), moved(-1)), button("↓", gettext("Audio or video down"), moved(1)),
        button("✕", gettext("Take out of the text"), () => editor.view.dispatch(editor.state.tr.delete(getPos(), getPos() + 1)))),
    );
    reach(dom);
  };
  const choose = (isSelected) => () => {
    dom.classList.toggle("ProseMirror-selectednode", isSelected);
    reach(dom);
  };
  const update = (changed) => {
    if (changed.type.name !== NAME) return false;
    const id = changed.attrs.media;
    show(id, known.get(id));
    if (!known.has(id)) learn(id).then((file) => show(id, file));
    return true;
  };
  update(node);
  return { dom, update, selectNode: choose(true), deselectNode: choose(false), ignoreMutation: () => true, stopEvent: (event) => /^(mouse|click|key)/.test(event.type) && Boolean(event.target.closest?.("button, a")) };
}

const readId = (figure) => (/^\d{1,18}$/.test(figure.dataset.media) ? Number(figure.dataset.media) : null);

export const BodyMedia = Node.create({
  name: NAME,
  group: "block",
  atom: true,
  draggable: true,
  selectable: true,
  addAttributes() {
    return { media: { default: null, parseHTML: readId, renderHTML: ({ media }) => ({ "data-media": media }) } };
  },
  parseHTML() {
    return [{ tag: "figure[data-media]", getAttrs: (figure) => (readId(figure) ? null : false) }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes];
  },
  addNodeView() {
    return createView;
  },
  addKeyboardShortcuts() {
    const moved = (step) => () => move(this.editor.state, this.editor.view.dispatch, step);
    const selected = () => this.editor.state.selection.node?.type.name === NAME;
    return {
      "Alt-ArrowUp": moved(-1),
      "Alt-ArrowDown": moved(1),
      "Alt-Shift-v": () => {
        pick(this.editor);
        return true;
      },
      Space: () => {
        if (!selected()) return false;
        pick(this.editor, this.editor.state.selection.from);
        return true;
      },
      Enter: () => {
        if (!selected()) return false;
        const { to } = this.editor.state.selection;
        const tr = this.editor.state.tr.insert(to, this.editor.schema.nodes.paragraph.create());
        this.editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
        return true;
      },
    };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: NAME,
      groups: "link",
      command: (editor) => pick(editor),
      button: buttons.material("movie", "Insert audio or video"),
    });
  },
  // What is typed while the file is selected goes below it, and does not replace it.
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleTextInput: (view, _from, _to, text) => {
      const { selection, schema, tr } = view.state;
      if (selection.node?.type.name !== NAME) return false;
      tr.insert(selection.to, schema.nodes.paragraph.create(null, schema.text(text)));
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView());
      return true;
    } } })];
  },
});
