// A rectangle by hand for each format of a photo: dragged, or moved and resized by keys, with its preview beside it.
(() => {
  "use strict";
  const MIN_WIDTH = 0.05;
  const KEYS = {
    ArrowLeft: [-1, 0, 0], ArrowRight: [1, 0, 0], ArrowUp: [0, -1, 0], ArrowDown: [0, 1, 0],
    "+": [0, 0, 1], "=": [0, 0, 1], "*": [0, 0, 1], "-": [0, 0, -1], _: [0, 0, -1],
  };
  const clamp = (value, most) => Math.min(Math.max(0, value), Math.max(0, most));
  const round = (value) => Math.round(value * 10000) / 10000;

  function begin(tool) {
    const choice = tool.querySelector("[data-choice]");
    const picture = tool.querySelector("[data-picture]");
    const box = tool.querySelector("[data-box]");
    const point = tool.querySelector("[data-point]");
    const automatic = tool.querySelector("[data-automatic]");
    const help = { point: document.getElementById("photo-focus-help"), box: document.getElementById("photo-crop-help") };
    const fields = new Map([...document.querySelectorAll("input[data-crop]")].map((field) => [field.dataset.crop, field]));
    if (!choice || !fields.size) return;
    let shape = 0; // width by height of the photo
    let format = "";

    const ratioOf = (name) => { const [across, down] = name.split(":").map(Number); return across / down; };
    // Height of a rectangle as a fraction of the photo's, from its width.
    const heightOf = (name, width) => (width * shape) / ratioOf(name);
    const widest = (name) => Math.min(1, ratioOf(name) / shape);
    function read(name) {
      const values = fields.get(name).value.split(",").map(Number.parseFloat);
      return values.length === 3 && values.every(Number.isFinite) ? values : null;
    }
    function fit(name, [left, top, width]) {
      const across = Math.min(Math.max(MIN_WIDTH, width), widest(name));
      return [clamp(left, 1 - across), clamp(top, 1 - heightOf(name, across)), across].map(round);
    }
    function propose(name) {
      const value = (id, otherwise) => {
        const number = Number.parseFloat(document.getElementById(id).value.replace(",", "."));
        return Number.isFinite(number) ? Math.round(number * 10) / 10 : otherwise;
      };
      const width = widest(name);
      return [(1 - width) * value("id_focus_x", 0.5), (1 - heightOf(name, width)) * value("id_focus_y", 0.4), width];
    }
    function preview(name) {
      const shown = tool.querySelector(`[data-crops] img[data-format="${name}"]`);
      const crop = read(name);
      choice.querySelector(`[data-by-hand="${name}"]`).hidden = !crop;
      if (!shown) return;
      shown.dataset.byHand = crop ? "1" : "";
      if (!crop) {
        shown.style.cssText = "";
        tool.dispatchEvent(new Event("crop-cleared")); // the focal point decides
        return;
      }
      const [left, top, width] = crop;
      const height = heightOf(name, width);
      Object.assign(shown.style, {
        position: "relative", maxWidth: "none", objectFit: "fill", width: `${100 / width}%`, height: `${100 / height}%`,
        left: `${(-100 * left) / width}%`, top: `${(-100 * top) / height}%`,
      });
    }
    function place() {
      const crop = format && fit(format, read(format) ?? propose(format));
      tool.dataset.format = format;
      point.hidden = Boolean(format);
      box.hidden = !format;
      help.point.hidden = Boolean(format);
      help.box.hidden = !format;
      automatic.hidden = !format || !read(format);
      if (!crop) return;
      const [left, top, width] = crop;
      Object.assign(box.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * width}%`, height: `${100 * heightOf(format, width)}%` });
      const said = { format, x: Math.round(100 * left), y: Math.round(100 * top), w: Math.round(100 * width) };
      box.setAttribute("aria-label", choice.dataset.said.replace(/\{(\w+)\}/g, (_whole, name) => said[name]));
    }
    function write(text) {
      const field = fields.get(format);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const put = (crop) => write(fit(format, crop).join(","));
    const current = () => fit(format, read(format) ?? propose(format));

    choice.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-choose]");
      if (!chosen) return;
      format = chosen.dataset.choose;
      choice.querySelectorAll("[data-choose]").forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
      place();
    });
    automatic.addEventListener("click", () => {
      write("");
      box.focus({ preventScroll: true });
    });
    box.addEventListener("keydown", (event) => {
      const [right, down, wider] = KEYS[event.key] || [];
      if (right === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? 0.1 : 0.01;
      const [left, top, width] = current();
      put([left + right * step, top + down * step, width + wider * step]);
    });
    box.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary) return; // a second finger
      const frame = picture.getBoundingClientRect();
      const [left, top, width] = current();
      const resizes = event.target.closest("[data-corner]");
      box.setPointerCapture(event.pointerId);
      const drag = (moved) => {
        if (moved.pointerId !== event.pointerId) return;
        const [right, down] = [(moved.clientX - event.clientX) / frame.width, (moved.clientY - event.clientY) / frame.height];
        if (!resizes) return put([left + right, top + down, width]);
        const room = Math.min(1 - left, ((1 - top) * ratioOf(format)) / shape);
        put([left, top, Math.min(width + right, room)]);
      };
      const stop = (ended) => {
        if (ended.pointerId !== event.pointerId) return;
        box.removeEventListener("pointermove", drag);
        box.removeEventListener("pointerup", stop);
        box.removeEventListener("pointercancel", stop);
      };
      box.addEventListener("pointermove", drag);
      box.addEventListener("pointerup", stop);
      box.addEventListener("pointercancel", stop);
    });
    function start() {
      shape = picture.naturalWidth / picture.naturalHeight;
      choice.hidden = false;
      fields.forEach((field, name) => {
        field.addEventListener("input", () => { // also of a copy that is taken up again
          preview(name);
          place();
        });
        preview(name);
      });
      place();
    }
    if (picture.complete && picture.naturalWidth) start();
    else picture.addEventListener("load", start, { once: true });
  }
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-photo-focus]").forEach(begin));
})();
