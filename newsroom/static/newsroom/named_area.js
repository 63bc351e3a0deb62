// Labels the editor's text area and buttons in the desk's language, which the editor does not.
import { Extension, Plugin } from "django-prose-editor/editor";

function nameOf(frame) {
  const field = frame?.querySelector?.("textarea");
  return field?.labels?.[0]?.textContent.trim() || field?.getAttribute("aria-label");
}

// The editor's titles are English; the JavaScript catalogue has their translations.
function translateMenu(frame) {
  const translate = window.gettext ?? ((text) => text);
  const menu = frame?.querySelector?.(".prose-menubar");
  if (!menu) return false;
  const rename = () => {
    for (const button of menu.querySelectorAll("button[title]")) {
      const name = translate(button.title);
      if (name === button.title) continue;
      button.title = name;
      button.setAttribute("aria-label", name);
    }
    for (const option of menu.querySelectorAll(".prose-menubar__option > *")) {
      const name = translate(option.textContent);
      if (name !== option.textContent) option.textContent = name;
      option.parentElement.setAttribute("aria-label", name);
    }
  };
  rename();
  new MutationObserver(rename).observe(menu, { childList: true, subtree: true });
  return true;
}

export const NamedArea = Extension.create({
  name: "namedArea",
  onCreate() {
    const frame = this.editor.options.element;
    let tries = 0;
    const later = () => translateMenu(frame) || (tries++ < 50 && requestAnimationFrame(later));
    later();
  },
  addProseMirrorPlugins() {
    const name = nameOf(this.editor.options.element);
    return name ? [new Plugin({ props: { attributes: { "aria-label": name } } })] : [];
  },
});
