// The focal point by click or arrow keys with the crops beside it, and values of the file taken over by a click.
(() => {
  "use strict";
  function focus(tool) {
    const x = document.getElementById("id_focus_x");
    const y = document.getElementById("id_focus_y");
    const picture = tool.querySelector("[data-picture]");
    const point = tool.querySelector("[data-point]");
    const crops = tool.querySelectorAll("[data-crops] img");
    if (!x || !y) return;
    point.hidden = false;
    tool.querySelector("[data-crops]").hidden = false;
    const bounded = (value) => Math.min(1, Math.max(0, Math.round(value * 100) / 100));
    const read = (field, otherwise) => {
      const value = Number.parseFloat(field.value.replace(",", "."));
      return Number.isFinite(value) ? bounded(value) : otherwise;
    };
    const comma = x.value.includes(",");
    const write = (field, value) => {
      field.value = comma ? String(value).replace(".", ",") : String(value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const show = () => {
      const [left, top] = [read(x, 0.5), read(y, 0.4)];
      point.style.left = `${100 * left}%`;
      point.style.top = `${100 * top}%`;
      point.setAttribute("aria-label", tool.dataset.said.replace("{x}", Math.round(100 * left)).replace("{y}", Math.round(100 * top)));
      for (const crop of crops) if (!crop.dataset.byHand) crop.style.objectPosition = `${10 * Math.round(10 * left)}% ${10 * Math.round(10 * top)}%`;
    };
    const put = (left, top) => {
      write(x, bounded(left));
      write(y, bounded(top));
      show();
    };
    picture.addEventListener("click", (event) => {
      if (tool.dataset.format) return; // a rectangle is being set
      const frame = picture.getBoundingClientRect();
      put((event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height);
      point.focus({ preventScroll: true });
    });
    point.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 0.1 : 0.02;
      const [right, down] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] || [];
      if (right === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      put(read(x, 0.5) + right, read(y, 0.4) + down);
    });
    for (const field of [x, y]) field.addEventListener("input", show);
    tool.addEventListener("crop-cleared", show);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const tool of document.querySelectorAll("[data-photo-focus]")) focus(tool);
    for (const button of document.querySelectorAll("[data-take-into]")) {
      const field = document.getElementById(button.dataset.takeInto);
      if (!field) continue;
      button.hidden = false;
      button.addEventListener("click", () => {
        field.value = button.dataset.value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        button.closest("li").remove();
        field.focus();
      });
    }
  });
})();
