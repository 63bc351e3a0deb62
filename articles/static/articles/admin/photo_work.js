// Ctrl+Enter saves and goes on to the next picture. Every button does the same by mouse and without this script.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const save = document.querySelector("[data-save]");
    if (save) window.deskKeys.register("page", [{ keys: ["Mod+Enter"], label: save, run: () => save.form.requestSubmit(save) }]);
  });
})();
