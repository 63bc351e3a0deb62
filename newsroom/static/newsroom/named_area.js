// The rich text gives its editing area no name of its own: it is the field's, from the moment there is an area.
import { Extension, Plugin } from "django-prose-editor/editor";

function nameOf(frame) {
  const field = frame?.querySelector?.("textarea");
  return field?.labels?.[0]?.textContent.trim() || field?.getAttribute("aria-label");
}

export const NamedArea = Extension.create({
  name: "namedArea",
  addProseMirrorPlugins() {
    const name = nameOf(this.editor.options.element);
    return name ? [new Plugin({ props: { attributes: { "aria-label": name } } })] : [];
  },
});
