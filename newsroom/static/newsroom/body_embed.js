// Content of other providers in a story: a dialog for its address, and a placeholder in the text.
import { Node, Plugin, gettext, pm, updateAttrsDialog } from "django-prose-editor/editor";

const words = () => document.getElementById("desk-form-words")?.dataset ?? {};
const hostOf = (address) => address.replace(/^https?:\/\/(www\.)?/, "").split("/")[0];

async function check(address) {
  const url = words().embedAddress;
  if (!url) return { address };
  const answer = await fetch(`${url}?address=${encodeURIComponent(address)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`error ${answer.status}`);
  return answer.json();
}

// Asks until the address is one that can be shown, or the dialog is closed.
async function ask(editor, given, problem = "") {
  const dialog = updateAttrsDialog(
    {
      address: { title: gettext("Address of the video, audio or post"), format: "url", required: true, description: problem },
      title: { title: gettext("Title"), description: gettext("Says what readers get; may be empty.") },
    },
    { title: gettext("Embed"), submitText: gettext("Apply") },
  );
  const answer = await dialog(editor, given);
  editor.view.focus(); // what is typed while the address is checked belongs to the text
  if (!answer) return null;
  try {
    const found = await check(answer.address.trim());
    if (found.problem) return ask(editor, answer, found.problem);
    return { address: found.address, title: answer.title.replace(/\s+/g, " ").trim() };
  } catch {
    return ask(editor, answer, words().noAnswer);
  }
}

function chooseEmbed({ editor, state }) {
  const { node } = state.selection;
  const isEmbed = node?.type.name === "embed";
  ask(editor, isEmbed ? node.attrs : { address: "", title: "" }).then((attrs) => {
    if (!attrs) return;
    const chain = editor.chain().focus();
    if (isEmbed) chain.updateAttributes("embed", attrs).run();
    else chain.insertContent([{ type: "embed", attrs }, { type: "paragraph" }]).run();
  });
  return true;
}

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ address: { default: "" }, title: { default: "" } }),
  parseHTML: () => [{
    tag: "figure[data-embed]",
    getAttrs: (figure) => ({ address: figure.dataset.embed, title: figure.textContent.replace(/\s+/g, " ").trim() }),
  }],
  renderHTML: ({ node: { attrs } }) => ["figure", { "data-embed": attrs.address }, ...(attrs.title ? [["figcaption", attrs.title]] : [])],
  addNodeView() {
    return ({ node, editor }) => {
      const dom = document.createElement("figure");
      dom.className = "desk-embed";
      dom.dataset.label = gettext("Embedded content");
      const title = Object.assign(document.createElement("strong"), { textContent: node.attrs.title || hostOf(node.attrs.address) });
      dom.append(title, Object.assign(document.createElement("span"), { textContent: node.attrs.address }));
      dom.addEventListener("dblclick", () => editor.commands.chooseEmbed());
      return { dom };
    };
  },
  addCommands: () => ({ chooseEmbed: () => chooseEmbed }),
  addKeyboardShortcuts() {
    return { "Alt-Shift-e": () => this.editor.commands.chooseEmbed() };
  },
  // What is typed while the placeholder is selected goes below it, and does not replace it.
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleTextInput: (view, _from, _to, text) => {
      const { selection, schema, tr } = view.state;
      if (selection.node?.type.name !== "embed") return false;
      tr.insert(selection.to, schema.nodes.paragraph.create(null, schema.text(text)));
      view.dispatch(tr.setSelection(pm.state.TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView());
      return true;
    } } })];
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      command: (editor) => editor.commands.chooseEmbed(),
      button: buttons.material("smart_display", "Embed"),
      active: (editor) => editor.isActive("embed"),
    });
  },
});
