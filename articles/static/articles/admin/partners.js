/* Copies what a button names: a key that is shown once, a payload. */
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  const said = document.getElementById(`${button.dataset.copies}-said`);
  try {
    await navigator.clipboard.writeText(source.textContent);
    said.textContent = button.dataset.done;
  } catch {
    // No right to the clipboard, as over plain http: the text is marked, for the keyboard to copy.
    getSelection().selectAllChildren(source);
    source.focus();
  }
});
