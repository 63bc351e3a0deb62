// Tables of a story with a caption and a head row; their dialog is in the desk's language.
import { Table, gettext, updateAttrsDialog } from "django-prose-editor/editor";

const CAPTION = { type: "string", title: gettext("Caption of the table"), description: gettext("Says what the table shows; may be empty.") };

const insertDialog = updateAttrsDialog(
  {
    rows: { title: gettext("Rows"), format: "number", min: "1", max: "100", required: true },
    cols: { title: gettext("Columns"), format: "number", min: "1", max: "30", required: true },
    withHeaderRow: { type: "boolean", title: gettext("The first row names the columns") },
    caption: CAPTION,
  },
  { title: gettext("Insert table"), submitText: gettext("Insert table") },
);
const captionDialog = updateAttrsDialog({ caption: CAPTION }, { title: gettext("Caption of the table"), submitText: gettext("Apply") });

function withoutCaption(element) {
  const copy = element.cloneNode(true);
  copy.caption?.remove();
  return copy;
}

function askForCaption(editor) {
  captionDialog(editor, { caption: editor.getAttributes("table").caption }).then((given) => {
    if (given) editor.chain().focus().updateAttributes("table", { caption: given.caption.trim() }).run();
  });
}

// The caption is no part of the text that is edited: it is shown above the table.
function showCaption(view, node) {
  const caption = document.createElement("caption");
  caption.contentEditable = "false";
  const show = ({ attrs }) => {
    caption.textContent = attrs.caption;
    caption.hidden = !attrs.caption;
  };
  show(node);
  view.table.prepend(caption);
  const update = view.update.bind(view);
  view.update = (changed) => {
    const taken = update(changed);
    if (taken) show(changed);
    return taken;
  };
  const ignoreMutation = view.ignoreMutation?.bind(view);
  view.ignoreMutation = (mutation) => caption.contains(mutation.target) || (ignoreMutation?.(mutation) ?? false);
  return view;
}

export const BodyTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: { default: "", parseHTML: (element) => element.caption?.textContent.replace(/\s+/g, " ").trim() ?? "", renderHTML: () => ({}) },
    };
  },
  parseHTML() {
    return [{ tag: "table", contentElement: withoutCaption }];
  },
  renderHTML({ node }) {
    const rows = ["tbody", 0];
    return node.attrs.caption ? ["table", ["caption", node.attrs.caption], rows] : ["table", rows];
  },
  addNodeView() {
    const create = this.parent?.();
    return (props) => showCaption(create(props), props.node);
  },
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ editor }) => {
        insertDialog(editor, { rows: "3", cols: "3", withHeaderRow: true, caption: "" }).then((given) => {
          if (!given) return;
          const size = { rows: Number(given.rows), cols: Number(given.cols), withHeaderRow: given.withHeaderRow };
          editor.chain().focus().insertTable(size).updateAttributes("table", { caption: given.caption.trim() }).run();
        });
        return true;
      },
    };
  },
  addKeyboardShortcuts() {
    return { ...this.parent?.(), "Alt-Shift-t": () => this.editor.commands.insertTableWithOptions() };
  },
  addMenuItems(parts) {
    this.parent?.(parts);
    parts.menu.defineItem({
      name: "table:caption",
      groups: "table",
      command: askForCaption,
      button: parts.buttons.material("short_text", "Caption of the table"),
      hidden: (editor) => !editor.isActive("table"),
    });
  },
});
