// Pictures between the paragraphs of a story: a photo, or a gallery of several. The text holds the ids of the photos;
// thumbnail, caption and credit come from the library. The dialog is `window.pickPhotos`.
import { Node, Plugin, gettext } from "django-prose-editor/editor";
import { element } from "newsroom/elements";
import { figureKeys, figureView, insertFigure, keepFigure, limitTab, makeButtons, makeFigure } from "newsroom/placed-figure";

const NAME = "bodyPicture";
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

function describe(photo) {
  const caption = element("div", {}, photo.name, " ", element("span", { className: "desk-soft", textContent: photo.credit }));
  if (photo.note) caption.append(" ", element("span", { className: "desk-badge desk-missing", textContent: photo.note }));
  if (photo.page) caption.append(" ", element("a", { href: photo.page, target: "_blank", rel: "noopener", textContent: gettext("Change the photo (new window)") }));
  const picture = photo.thumb ? element("img", { src: photo.thumb, alt: "" }) : element("span", { className: "desk-no-file" });
  const shown = element("div", { className: "desk-figure-photo" }, picture, caption);
  if (photo.waiting) shown.dataset.waiting = photo.id;
  return shown;
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
  if (!node) return insertFigure(editor.view, NAME, { photos: ids });
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, "photos", ids));
  return editor.view.focus();
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
  insertFigure(view, NAME, { photos: [], upload }, position);
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

function createView({ editor, node, getPos }) {
  const dom = makeFigure();
  const words = {
    choose: gettext("Choose photos"), up: gettext("Picture up"), down: gettext("Picture down"),
    remove: gettext("Take out of the text"),
  };
  let shown = node;
  const show = () => {
    const { photos, upload } = shown.attrs;
    const pictures = upload ? [element("div", { textContent: uploads.get(upload) ?? "" })] : photos.map((id) => describe(known.get(id)));
    if (upload) pictures[0].setAttribute("role", "status");
    const buttons = makeButtons({ editor, getPos }, NAME, words, upload ? null : pick);
    dom.classList.toggle("desk-figure-gallery", photos.length > 1);
    dom.replaceChildren(element("div", { className: "desk-figure-photos" }, ...pictures), buttons);
    limitTab(dom);
  };
  const update = (changed) => {
    if (changed.type.name !== NAME) return false;
    shown = changed;
    learn(shown.attrs.photos).then(show);
    show();
    return true;
  };
  update(node);
  return { ...figureView(dom), update };
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
    return {
      ...figureKeys(this.editor, NAME, pick),
      "Alt-Shift-p": () => {
        pick(this.editor);
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
    return [keepFigure(NAME), new Plugin({ props: {
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
