// In the link dialog: a search for stories, people and topics that readers can open, beginning with the selected words.
import { Extension } from "django-prose-editor/editor";
import { element } from "newsroom/elements";

const PAUSE = 200;

async function ask(address, words) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`error ${answer.status}`);
  return (await answer.json()).targets;
}

function addSearch(dialog, say, selected) {
  const href = dialog.querySelector("input[name=href]");
  const search = element("input", { type: "text", inputMode: "search", id: "link-search", size: 50, autocomplete: "off", value: selected });
  const list = element("ul", { className: "desk-link-list" });
  const told = element("p", { className: "desk-count" });
  told.setAttribute("role", "status");
  const label = element("label", { htmlFor: search.id, textContent: say.linkSearchLabel });
  href.closest(".prose-editor-dialog-field").before(element("div", { className: "prose-editor-dialog-field" }, label, search, list, told));

  const buttons = () => [...list.querySelectorAll("button")];
  function choose(target) {
    href.value = target.url;
    list.replaceChildren();
    told.textContent = target.name;
    dialog.querySelector("button[type=submit]").focus();
  }
  function show(targets) {
    list.replaceChildren(...targets.map((target) => {
      const button = element("button", { type: "button" }, element("strong", { textContent: target.name }), element("span", { textContent: target.note }));
      button.addEventListener("click", () => choose(target));
      return element("li", {}, button);
    }));
    told.textContent = targets.length ? "" : say.linkSearchEmpty;
  }

  let waiting = 0;
  async function find() {
    const words = search.value.trim();
    if (words.length < 2) {
      list.replaceChildren();
      told.textContent = "";
      return;
    }
    try {
      const targets = await ask(say.linkSearch, words);
      if (search.value.trim() === words && dialog.isConnected) show(targets);
    } catch {
      told.textContent = say.noAnswer;
    }
  }
  function step(event, by) {
    const all = [search, ...buttons()];
    const next = all[all.indexOf(document.activeElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.target !== search && !list.contains(event.target))) return;
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Enter" && event.target === search) {
      event.preventDefault(); // not the dialog's own button
      buttons()[0]?.click();
    }
  });
  if (href.value) return; // the link is changed
  search.focus();
  search.select();
  find();
}

export const LinkSearch = Extension.create({
  name: "linkSearch",
  onCreate() {
    const { view } = this.editor;
    const say = document.getElementById("desk-form-words")?.dataset;
    if (!say?.linkSearch) return;
    new MutationObserver(() => {
      const dialog = view.dom.parentElement.querySelector("dialog:not([data-searches])");
      if (!dialog?.querySelector("input[name=href]")) return;
      dialog.dataset.searches = "";
      const { from, to } = this.editor.state.selection;
      addSearch(dialog, say, this.editor.state.doc.textBetween(from, to, " ").trim().slice(0, 100));
    }).observe(view.dom.parentElement, { childList: true });
  },
});
