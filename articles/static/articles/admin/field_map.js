// Takes a path of the sample into the field that was entered last; Alt + ArrowDown leads from a field to the paths.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("map-form");
    if (!form) return;
    const status = form.querySelector("[data-said]");
    let field = null;

    function say(words, facts = {}) {
      if (status) status.textContent = words.replace(/\{(\w+)\}/g, (_whole, name) => facts[name] ?? "");
    }

    function take(button) {
      if (!field || !document.contains(field)) {
        say(status.dataset.nowhere);
        return;
      }
      const isItems = field.dataset.takesPath === "absolute";
      const path = isItems ? button.dataset.absolute : button.dataset.path;
      const lines = isItems ? [] : field.value.split("\n").filter((line) => line.trim());
      if (!lines.includes(path)) lines.push(path);
      field.value = lines.join("\n");
      if (field.rows) field.rows = Math.max(1, lines.length);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      say(status.dataset.taken, { path, field: field.dataset.label });
      field.focus();
    }

    form.addEventListener("focusin", (event) => {
      if (!event.target.matches("[data-takes-path]")) return;
      field?.classList.remove("map-chosen");
      field = event.target;
      field.classList.add("map-chosen");
    });
    form.addEventListener("keydown", (event) => {
      const paths = [...form.querySelectorAll("[data-path]")];
      const at = paths.indexOf(event.target);
      if (event.target === field && event.altKey && event.key === "ArrowDown") {
        event.preventDefault();
        (paths.find((path) => field.value.split("\n").includes(path.dataset.path)) ?? paths[0])?.focus();
      } else if (at >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        paths[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
      } else if (at >= 0 && event.key === "Escape" && field) {
        event.preventDefault();
        field.focus();
      }
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-path]");
      if (button) take(button);
    });
    const target = document.getElementById("map-problem") ?? document.getElementById("map-result");
    target?.scrollIntoView({ block: "nearest" });
  });
})();
