// Pictures between the paragraphs of a story: a photo, or a gallery of several. The text holds the ids of the photos;
// thumbnail, caption and credit come from the library. The dialog is `window.pickPhotos`.
import { Node, Plugin, gettext, pm } from "django-prose-editor/editor";

const NAME = "bodyPicture";
const { NodeSelection, TextSelection } = pm.state;
const known = new Map(); // id → photo of the library
const uploads = new Map(); // name of a placeholder → message
let asking = null;
let number = 0;

const readIds = (text) => (text ?? "").split(" ").map(Number).filter(Boolean);

// One request for all photos of the text.
function learn(ids) {
  const missing = ids.filter((id) => !known.has(id));
  if (!missing.length) return Promise.resolve();
  for (const id of missing) known.set(id, { id, name: `#${id}`, credit: "", thumb: "", note: "" });
  asking ??= { ids: [], done: new Promise((resolve) => setTimeout(() => {
    const wanted = asking.ids;
    asking = null;
    window.findPhotos(wanted).then((photos) => {
      for (const photo of photos) known.set(photo.id, photo);
    }).catch(() => {}).then(resolve);
  })) };
  asking.ids.push(...missing);
  return asking.done;
}

function element(tag, facts = {}, ...children) {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...children);
  return made;
}

function describe(photo) {
  const caption = element("div", {}, photo.name, " ", element("span", { className: "desk-soft", textContent: photo.credit }));
  if (photo.note) caption.append(" ", element("span", { className: "desk-badge desk-missing", textContent: photo.note }));
  if (photo.page) caption.append(" ", element("a", { href: photo.page, target: "_blank", rel: "noopener", textContent: gettext("Change the photo (new window)") }));
  const picture = photo.thumb ? element("img", { src: photo.thumb, alt: "" }) : element("span", { className: "desk-no-file" });
  const shown = element("div", { className: "desk-figure-photo" }, picture, caption);
  if (photo.waiting) shown.dataset.waiting = photo.id;
  return shown;
}

// The place between two blocks of the text itself: a picture is in no list, quotation or table.
function placeAfter(state) {
  const { $to } = state.selection;
  return $to.depth ? $to.after(1) : state.selection.to;
}

function insertPicture(view, attrs, place = placeAfter(view.state)) {
  const { state } = view;
  const { $from } = state.selection;
  const isEmpty = $from.depth === 1 && $from.parent.isTextblock && !$from.parent.content.size && place === $from.after(1);
  const node = state.schema.nodes[NAME].create(attrs);
  const from = isEmpty ? $from.before(1) : place;
  const tr = state.tr.replaceWith(from, place, node);
  if (!tr.doc.nodeAt(from + node.nodeSize)) tr.insert(from + node.nodeSize, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
  view.focus();
}

function withoutOthers(state, ids, position) {
  const placed = new Set();
  state.doc.descendants((node, at) => {
    if (node.type.name === NAME && at !== position) for (const id of node.attrs.photos) placed.add(id);
  });
  return ids.filter((id) => !placed.has(id));
}

async function pick(editor, position = null) {
  const node = position === null ? null : editor.state.doc.nodeAt(position);
  const chosen = (node?.attrs.photos ?? []).map((id) => known.get(id)).filter(Boolean);
  const photos = await window.pickPhotos({ several: true, chosen });
  if (!photos) return editor.view.focus();
  for (const photo of photos) known.set(photo.id, photo);
  const ids = withoutOthers(editor.state, photos.map((photo) => photo.id), position);
  if (!ids.length) return editor.view.focus();
  if (!node) return insertPicture(editor.view, { photos: ids });
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, "photos", ids));
  return editor.view.focus();
}

// Exchange the selected picture with the block before or behind it.
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

const filesOf = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

function findUpload(state, upload) {
  let found = null;
  state.doc.descendants((node, at) => {
    if (node.attrs.upload === upload) found = at;
  });
  return found;
}

// A placeholder keeps the place while the file is sent; it is not stored.
async function place(view, file, position) {
  number += 1;
  const upload = `${number}`;
  uploads.set(upload, gettext("Uploading %s …").replace("%s", file.name));
  insertPicture(view, { photos: [], upload }, position);
  try {
    const photo = await window.uploadPhoto(file);
    known.set(photo.id, photo);
    const at = findUpload(view.state, upload);
    if (at === null) return;
    const ids = withoutOthers(view.state, [photo.id], at);
    const { tr } = view.state;
    view.dispatch((ids.length ? tr.setNodeMarkup(at, null, { photos: ids, upload: "" }) : tr.delete(at, at + 1)).setMeta("addToHistory", false));
  } catch (refused) {
    uploads.set(upload, `${file.name}: ${refused.message}`);
    const at = findUpload(view.state, upload);
    if (at !== null) view.dispatch(view.state.tr.setNodeAttribute(at, "failed", true).setMeta("addToHistory", false));
  }
}

// A photo that copy has announced gets its file; one that the library has already takes its place.
async function fillAnnounced(view, file, announced) {
  const photo = await window.uploadPhoto(file, announced).catch((refused) => ({ ...known.get(announced), note: refused.message }));
  known.set(photo.id, photo);
  const { tr } = view.state;
  view.state.doc.descendants((node, at) => {
    if (node.type.name !== NAME || !node.attrs.photos.includes(announced)) return;
    tr.setNodeAttribute(at, "photos", node.attrs.photos.map((id) => (id === announced ? photo.id : id)));
  });
  view.dispatch(tr);
}

function placeFiles(view, files, position) {
  for (const file of files.toReversed()) place(view, file, position);
}

function dropPosition(view, event) {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!found) return view.state.doc.content.size;
  const $at = view.state.doc.resolve(found.pos);
  if (!$at.depth) return found.pos;
  const box = view.nodeDOM($at.before(1))?.getBoundingClientRect?.();
  return box && event.clientY < box.top + box.height / 2 ? $at.before(1) : $at.after(1);
}

function button(sign, label, act) {
  const made = element("button", { type: "button", className: "desk-button desk-small", textContent: sign, title: label });
  made.setAttribute("aria-label", label);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  made.addEventListener("click", act);
  return made;
}

// Only what is selected takes Tab: the way from the text to the next field is not through all of its pictures.
function reach(dom) {
  const isSelected = dom.classList.contains("ProseMirror-selectednode");
  for (const one of dom.querySelectorAll("button, a")) one.tabIndex = isSelected ? 0 : -1;
}

function createView({ editor, node, getPos }) {
  const dom = element("figure", { className: "desk-figure" });
  dom.contentEditable = "false";
  let shown = node;
  const show = () => {
    const { photos, upload } = shown.attrs;
    const pictures = upload ? [element("div", { textContent: uploads.get(upload) ?? "" })] : photos.map((id) => describe(known.get(id)));
    if (upload) pictures[0].setAttribute("role", "status");
    const select = () => editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, getPos())));
    const moved = (step) => () => {
      select();
      move(editor.state, editor.view.dispatch, step);
    };
    const buttons = element("div", { className: "desk-figure-buttons" },
      ...(upload ? [] : [button("…", gettext("Choose photos"), () => pick(editor, getPos()))]),
      button("↑", gettext("Picture up"), moved(-1)), button("↓", gettext("Picture down"), moved(1)),
      button("✕", gettext("Take out of the text"), () => editor.view.dispatch(editor.state.tr.delete(getPos(), getPos() + shown.nodeSize))));
    dom.classList.toggle("desk-figure-gallery", photos.length > 1);
    dom.replaceChildren(element("div", { className: "desk-figure-photos" }, ...pictures), buttons);
    reach(dom);
  };
  const choose = (isSelected) => () => {
    dom.classList.toggle("ProseMirror-selectednode", isSelected);
    reach(dom);
  };
  const update = (changed) => {
    if (changed.type.name !== NAME) return false;
    shown = changed;
    learn(shown.attrs.photos).then(show);
    show();
    return true;
  };
  learn(node.attrs.photos).then(show);
  show();
  return { dom, update, selectNode: choose(true), deselectNode: choose(false), ignoreMutation: () => true, stopEvent: (event) => /^(mouse|click|key)/.test(event.type) && Boolean(event.target.closest?.("button, a")) };
}

export const BodyPicture = Node.create({
  name: NAME,
  group: "block",
  atom: true,
  draggable: true,
  selectable: true,
  addAttributes() {
    return {
      photos: { default: [], parseHTML: (figure) => readIds(figure.dataset.photos), renderHTML: ({ photos }) => ({ "data-photos": photos.join(" ") }) },
      upload: { default: "", rendered: false },
      failed: { default: false, rendered: false },
    };
  },
  parseHTML() {
    return [{ tag: "figure[data-photos]", getAttrs: (figure) => (readIds(figure.dataset.photos).length ? null : false) }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes];
  },
  addNodeView() {
    return createView;
  },
  addKeyboardShortcuts() {
    const moved = (step) => () => move(this.editor.state, this.editor.view.dispatch, step);
    return {
      "Alt-ArrowUp": moved(-1),
      "Alt-ArrowDown": moved(1),
      "Alt-Shift-p": () => {
        pick(this.editor);
        return true;
      },
      Space: () => {
        const { node, from } = this.editor.state.selection;
        if (node?.type.name !== NAME) return false;
        pick(this.editor, from);
        return true;
      },
      Enter: () => {
        const { node, to } = this.editor.state.selection;
        if (node?.type.name !== NAME) return false;
        const tr = this.editor.state.tr.insert(to, this.editor.schema.nodes.paragraph.create());
        this.editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
        return true;
      },
    };
  },
  onUpdate() {
    document.dispatchEvent(new CustomEvent("desk:pictures"));
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: NAME,
      groups: "link",
      command: (editor) => pick(editor),
      button: buttons.material("add_photo_alternate", "Insert pictures"),
    });
  },
  addProseMirrorPlugins() {
    return [new Plugin({ props: {
      handleDrop: (view, event, _slice, moved) => {
        const files = moved ? [] : filesOf(event.dataTransfer);
        if (!files.length) return false;
        event.preventDefault();
        const announced = Number(event.target.closest?.("[data-waiting]")?.dataset.waiting);
        if (announced) fillAnnounced(view, files[0], announced);
        else placeFiles(view, files, dropPosition(view, event));
        return true;
      },
      handlePaste: (view, event) => {
        const files = event.clipboardData?.types.includes("text/html") ? [] : filesOf(event.clipboardData);
        if (!files.length) return false;
        placeFiles(view, files);
        return true;
      },
    } })];
  },
});
