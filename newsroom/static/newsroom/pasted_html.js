// The server cleans HTML that is pasted into the editor; this script sends it there and shows what was left out.
import { Extension, Plugin } from "django-prose-editor/editor";

const OWN = /data-pm-slice/; // cut or copied in this editor

const words = () => document.getElementById("desk-form-words")?.dataset;

async function cleaned(editor, html) {
  const form = editor.view.dom.closest("form");
  const answer = await fetch(words().cleanPaste, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": window.deskForms.token(form) },
    body: new URLSearchParams({ html }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`error ${answer.status}`);
  return answer.json();
}

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
  const answer = await cleaned(editor, html).catch(() => null);
  editor.off("transaction", follow);
  if (view.isDestroyed) return;
  const moved = steps.reduce((bookmark, mapping) => bookmark.map(mapping), place);
  view.dispatch(view.state.tr.setSelection(moved.resolve(view.state.doc)));
  if (answer?.html) view.pasteHTML(answer.html);
  else if (plain) view.pasteText(plain);
  tell(editor, answer ? (answer.left_out.length ? words().dropped.replace("{what}", answer.left_out.join(", ")) : "") : words().plainPaste);
  document.dispatchEvent(new CustomEvent("desk:pasted"));
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  // The HTML dialog is cleaned in the same way.
  addCommands() {
    return {
      setContent: (content) => ({ commands, state, editor }) => {
        const done = commands.insertContentAt({ from: 0, to: state.doc.content.size }, content || "<p></p>");
        if (typeof content === "string" && /<(?:img|iframe|video|audio|object|embed)\b/i.test(content) && words()?.cleanPaste) {
          cleaned(editor, content).then((answer) => tell(editor, words().dropped.replace("{what}", answer.left_out.join(", ")))).catch(() => {});
        }
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
