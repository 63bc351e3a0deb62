// The plan: dragging of planned stories between days, and Alt+← and Alt+→ on one of them.
(() => {
  "use strict";
  const form = document.getElementById("plan-move");
  if (!form) return;
  const entryOf = (node) => node?.closest?.("[data-movable]");

  // The button that sends the form without a script says the day; this one says another.
  function move(entry, day) {
    const button = entry.querySelector("[data-step]").cloneNode();
    button.value = `${entry.dataset.movable}:${day}`;
    button.hidden = true;
    document.body.append(button);
    form.requestSubmit(button);
  }

  for (const entry of document.querySelectorAll("[data-movable]")) {
    entry.draggable = true;
    entry.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", entry.dataset.movable);
      event.dataTransfer.effectAllowed = "move";
    });
  }
  for (const day of document.querySelectorAll("[data-day]")) {
    day.addEventListener("dragover", (event) => {
      event.preventDefault();
      day.classList.add("plan-target");
    });
    day.addEventListener("dragleave", (event) => {
      if (!day.contains(event.relatedTarget)) day.classList.remove("plan-target");
    });
    day.addEventListener("drop", (event) => {
      event.preventDefault();
      day.classList.remove("plan-target");
      const entry = document.querySelector(`[data-movable="${CSS.escape(event.dataTransfer.getData("text/plain"))}"]`);
      if (entry && entry.closest("[data-day]") !== day) move(entry, day.dataset.day);
    });
  }

  const step = (days) => () => {
    const button = entryOf(document.activeElement)?.querySelector(`[data-step="${days}"]`);
    if (!button) return false;
    button.click();
    return true;
  };
  window.deskKeys.register("page", [
    { keys: ["Alt+ArrowLeft"], label: "movePlanBack", run: step(-1) },
    { keys: ["Alt+ArrowRight"], label: "movePlanOn", run: step(1) },
  ]);
  // The story that was moved keeps the focus, which the browser takes away when it scrolls there.
  const moved = () => document.getElementById(location.hash.slice(1))?.querySelector("a")?.focus();
  if (location.hash.startsWith("#story-")) addEventListener("load", () => setTimeout(moved));
  document.querySelector("[data-plan-filter]")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
})();
