// Ctrl+Enter saves and goes on to the next picture. Every button does the same by mouse and without this script.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const save = document.querySelector("[data-save]");
    if (!save || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save.form.requestSubmit(save);
  });
})();
