// The editor's buttons by keyboard: one stop for Tab, arrow keys from button to button, Alt+F10 from the text to them and
// Escape back, as the pattern of toolbars has it. Within a table the Tab key goes from cell to cell.
import { Extension, gettext } from "django-prose-editor/editor";

const BUTTONS = "button:not(.prose-menubar__option)";
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

const shownOf = (place, selector) => [...place.querySelectorAll(selector)].filter((one) => one.checkVisibility());

function step(event, all) {
  const at = all.indexOf(document.activeElement);
  const by = STEPS[event.key];
  if (by === undefined || at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const last = all.length - 1;
  all[Number.isFinite(by) ? (at + by + all.length) % all.length : Math.min(Math.max(by, 0), last)].focus();
}

// Exactly one button takes Tab: the last used one as long as it is shown, or the first.
function settle(menu) {
  const all = shownOf(menu, BUTTONS);
  const stop = all.find((one) => one.dataset.stop) ?? all[0];
  for (const one of menu.querySelectorAll(BUTTONS)) {
    const index = one === stop ? 0 : -1;
    if (one.tabIndex !== index) one.tabIndex = index;
  }
  return stop;
}

function stopAt(menu, button) {
  for (const one of menu.querySelectorAll("[data-stop]")) delete one.dataset.stop;
  button.dataset.stop = "on";
  settle(menu);
}

function equipPicker(picker) {
  picker.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") shownOf(picker, "button")[0]?.focus();
  });
  picker.addEventListener("keydown", (event) => step(event, shownOf(picker, "button")));
}

function equip(menu, editor) {
  menu.setAttribute("role", "toolbar");
  menu.setAttribute("aria-label", gettext("Formatting"));
  menu.addEventListener("focusin", ({ target }) => target.matches(BUTTONS) && stopAt(menu, target));
  menu.addEventListener("keydown", (event) => {
    if (!event.target.matches(BUTTONS)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      editor.view.focus();
    } else step(event, shownOf(menu, BUTTONS));
  });
  menu.querySelectorAll(".prose-menubar__picker").forEach(equipPicker);
  // The editor shows and hides buttons, and makes the one of the paragraph's style again, which loses the focus then.
  new MutationObserver((changes) => {
    const lost = changes.some(({ removedNodes }) => [...removedNodes].some((one) => one.dataset?.stop));
    if (lost) stopAt(menu, shownOf(menu, BUTTONS)[0]);
    const stop = settle(menu);
    if (lost && document.activeElement === document.body) stop.focus();
  }).observe(menu, { childList: true, subtree: true, attributeFilter: ["class"] });
  settle(menu);
}

export const ToolbarKeys = Extension.create({
  name: "toolbarKeys",
  onCreate() {
    let tries = 0;
    const later = () => {
      const menu = this.editor.view.dom.parentElement?.querySelector(".prose-menubar");
      if (menu) equip(menu, this.editor);
      else if (tries++ < 50) requestAnimationFrame(later);
    };
    later();
  },
  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        const menu = this.editor.view.dom.parentElement.querySelector(".prose-menubar");
        settle(menu)?.focus();
        return true;
      },
    };
  },
});
