// The server cleans HTML that is pasted into the editor; this script sends it there and shows what was left out.
import { Extension, Plugin } from "django-prose-editor/editor";

const OWN = /data-pm-slice/; // cut or copied in this editor
const LEFT_OUT = /<(img|iframe|video|audio|object|embed)\b/i; // by the editor's schema

const words = () => document.getElementById("desk-form-words")?.dataset;

// Returns clean HTML with the names of what was left out, or the problem.
async function cleaned(editor, html) {
  const token = window.deskForms.token(editor.view.dom.closest("form"));
  try {
    const answer = await fetch(words().cleanPaste, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams({ html }),
      signal: AbortSignal.timeout(10_000),
    });
    return await answer.json();
  } catch {
    return { problem: words().noAnswer };
  }
}

const nameLeftOut = (names) => (names.length ? words().dropped.replace("{what}", names.join(", ")) : "");

// Show below the editor what was not pasted, with an undo button.
function tell(editor, text) {
  const frame = editor.options.element.closest?.(".prose-editor") ?? editor.options.element;
  let line = frame.parentElement?.querySelector(":scope > .desk-not-kept");
  if (!line && !text) return;
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "desk-count desk-over desk-not-kept" });
    line.setAttribute("role", "status");
    frame.after(line);
  }
  line.textContent = text;
  if (!text) return;
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "desk-button desk-small", textContent: words().undo });
  undo.addEventListener("click", () => {
    editor.chain().focus().undo().run();
    line.textContent = "";
  });
  line.append(" ", undo);
}

// What is typed before the answer comes moves the place with it.
async function paste(editor, view, html, plain) {
  const place = view.state.selection.getBookmark();
  const steps = [];
  const follow = ({ transaction }) => steps.push(transaction.mapping);
  editor.on("transaction", follow);
  const { problem, html: clean, left_out: leftOut } = await cleaned(editor, html);
  editor.off("transaction", follow);
  if (view.isDestroyed) return;
  const moved = steps.reduce((bookmark, mapping) => bookmark.map(mapping), place);
  view.dispatch(view.state.tr.setSelection(moved.resolve(view.state.doc)));
  if (clean) view.pasteHTML(clean);
  else if (plain) view.pasteText(plain);
  tell(editor, problem ? words().plainPaste.replace("{why}", problem) : nameLeftOut(leftOut));
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  // What the HTML dialog leaves out is named, also a player that the server would keep.
  addCommands() {
    return {
      setContent: (content) => ({ commands, state, editor }) => {
        const done = commands.insertContentAt({ from: 0, to: state.doc.content.size }, content || "<p></p>");
        const [, tag] = (typeof content === "string" && words()?.cleanPaste && content.match(LEFT_OUT)) || [];
        if (tag) cleaned(editor, content).then(({ left_out: names }) => tell(editor, nameLeftOut(names?.length ? names : [tag])));
        return done;
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({ props: { handlePaste(view, event) {
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (!html || OWN.test(html) || !words()?.cleanPaste) return false;
      paste(editor, view, html, event.clipboardData.getData("text/plain"));
      return true;
    } } })];
  },
});
