// Audio and video between the paragraphs of a story: the text holds the id of the file; title, kind and credit come from
// the desk's list. The dialog is `window.pickMedia`.
import { Node, gettext } from "django-prose-editor/editor";
import { element } from "newsroom/elements";
import { figureKeys, figureView, insertFigure, keepFigure, limitTab, makeButtons, makeFigure } from "newsroom/placed-figure";

const NAME = "bodyMedia";
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

function describe(id, file) {
  if (!file) return element("div", { textContent: `#${id}` });
  const sign = element("span", { className: "desk-no-file", textContent: file.kind === "audio" ? "♪" : "▶" });
  const picture = file.thumb ? element("img", { src: file.thumb, alt: "" }) : sign;
  const words = element("div", {}, file.name, " ", element("span", { className: "desk-soft", textContent: [file.facts, file.credit].filter(Boolean).join(" · ") }));
  if (file.note) words.append(" ", element("span", { className: "desk-badge desk-missing", textContent: file.note }));
  words.append(" ", element("a", { href: file.page, target: "_blank", rel: "noopener", textContent: gettext("Change the file (new window)") }));
  return element("div", { className: "desk-figure-photo" }, picture, words);
}

async function pick(editor, position = null) {
  const file = await window.pickMedia();
  if (file) {
    known.set(file.id, file);
    if (isPlaced(editor.state, file.id)) return editor.view.focus();
    if (position === null) insertFigure(editor.view, NAME, { media: file.id });
    else editor.view.dispatch(editor.state.tr.setNodeAttribute(position, "media", file.id));
  }
  return editor.view.focus();
}

function createView({ editor, node, getPos }) {
  const dom = makeFigure();
  const words = {
    choose: gettext("Choose audio or video"), up: gettext("Audio or video up"), down: gettext("Audio or video down"),
    remove: gettext("Take out of the text"),
  };
  const show = (id, file) => {
    const buttons = makeButtons({ editor, getPos }, NAME, words, pick);
    dom.replaceChildren(element("div", { className: "desk-figure-photos" }, describe(id, file)), buttons);
    limitTab(dom);
  };
  const update = (changed) => {
    if (changed.type.name !== NAME) return false;
    const id = changed.attrs.media;
    show(id, known.get(id));
    if (!known.has(id)) learn(id).then((file) => show(id, file));
    return true;
  };
  update(node);
  return { ...figureView(dom), update };
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
    return {
      ...figureKeys(this.editor, NAME, pick),
      "Alt-Shift-v": () => {
        pick(this.editor);
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
  addProseMirrorPlugins() {
    return [keepFigure(NAME)];
  },
});
