// The pages of one item and of the quarantine: copying of the raw text, marking of all rows.
(() => {
  "use strict";

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
  });
})();
