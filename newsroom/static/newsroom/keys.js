// Single-letter shortcuts: not while a field has the focus, nor for users who have switched them off.
(() => {
  "use strict";
  const STORE = "desk-single-keys";
  const on = () => localStorage.getItem(STORE) !== "off";
  const inField = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? "");

  // Unfold handles letters in select fields too, where they select options; skip its handler there.
  addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.tagName === "SELECT" || (!on() && !inField(event.target))) event.stopImmediatePropagation();
  }, true);

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target) || event.target.closest?.("dialog, [role=dialog]")) return;
    const wanted = { n: '#nav-sidebar a[href$="/from-copy/"], a[href$="/from-copy/"]', v: "[data-look]" }[event.key];
    const place = wanted && document.querySelector(wanted);
    if (place) {
      event.preventDefault();
      place.click();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-single-keys]")) {
      box.checked = on();
      box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
    }
  });
})();
