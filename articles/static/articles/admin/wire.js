// The pages of one item and of the quarantine: copying of the raw text, keys of the buttons, marking of all rows.
(() => {
  "use strict";
  const inField = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? "");

  async function copy(button) {
    const text = document.getElementById(button.dataset.copies).textContent;
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without HTTPS the clipboard is closed to scripts: select the text for the reader instead.
      getSelection().selectAllChildren(document.getElementById(button.dataset.copies));
      return;
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 2_000);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-copies]")) button.addEventListener("click", () => copy(button));
    for (const box of document.querySelectorAll("[data-marks-all]")) {
      box.addEventListener("change", () => {
        for (const one of box.form.querySelectorAll("[name=file]")) one.checked = box.checked;
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || inField(event.target)) return;
      const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      place.click();
    });
  });
})();
