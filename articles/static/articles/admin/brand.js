/* The preview of the brand: what the form says now, in both schemes, without saving. */
(() => {
  "use strict";
  const WIDTHS = { desktop: 1280, phone: 390 };
  const FONT_VARIABLES = { headline_font: "--headline", text_font: "--serif" };
  const form = document.querySelector("[data-brand-form]");
  const frames = [...document.querySelectorAll("[data-brand-frames] iframe")];
  const chosen = {};

  // Unfold shows the name of a chosen file in a text field of its own widget, which this form has not.
  document.querySelectorAll("[data-brand-form] input[type=file]").forEach((input) => {
    input.hasChangeListener = true;
  });

  function fit(frame) {
    const width = WIDTHS[frame.closest("[data-brand-frames]").dataset.width];
    const stage = frame.parentElement;
    const scale = Math.min(1, stage.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${stage.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }

  function fitAll() {
    frames.forEach(fit);
  }

  document.querySelectorAll("[data-brand-width]").forEach((button) => {
    button.addEventListener("click", () => {
      const group = button.closest("[data-brand-frames]");
      group.dataset.width = button.dataset.brandWidth;
      group.querySelectorAll("[data-brand-width]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      fitAll();
    });
  });
  if (window.innerWidth < 640) document.querySelector("[data-brand-width=phone]").click();
  new ResizeObserver(fitAll).observe(document.querySelector("[data-brand-frames]"));

  if (!form) return;
  const accent = form.elements.accent;
  const swatch = form.querySelector("[data-brand-swatch]");
  const contrast = form.querySelector("[data-brand-contrast]");

  function choices() {
    const values = new FormData(form);
    return { accent: values.get("accent") || "", density: values.get("density") || "", pairing: values.get("pairing") || "" };
  }

  function showSheet(frame) {
    const link = frame.contentDocument && frame.contentDocument.querySelector("[data-brand-sheet]");
    if (!link) return;
    const query = new URLSearchParams({ ...choices(), scheme: frame.dataset.scheme });
    const address = `${form.dataset.sheet}?${query}`;
    if (link.getAttribute("href") !== address) link.setAttribute("href", address);
  }

  function showLogo(frame) {
    const plate = frame.contentDocument && frame.contentDocument.querySelector(".nameplate");
    const link = plate && plate.querySelector("a:not(:has(img))");
    if (link) link.textContent = form.elements.name.value.trim() || form.elements.name.defaultValue;
    const isDark = frame.dataset.scheme === "dark";
    const picture = (isDark && chosen.logo_dark) || chosen.logo;
    if (!plate || !picture) return;
    const image = frame.contentDocument.createElement("img");
    image.src = picture;
    image.alt = plate.textContent.trim();
    plate.classList.add("nameplate-logo");
    plate.classList.remove("nameplate-long");
    plate.classList.toggle("nameplate-plate", isDark && !chosen.logo_dark);
    plate.querySelector("a").replaceChildren(image);
  }

  async function showFonts(frame) {
    const root = frame.contentDocument && frame.contentDocument.documentElement;
    if (!root) return;
    for (const [kind, variable] of Object.entries(FONT_VARIABLES)) {
      const isShown = chosen[kind] && choices().pairing === "own";
      if (!isShown) {
        root.style.removeProperty(variable);
        continue;
      }
      try {
        const face = await new frame.contentWindow.FontFace(`New ${kind}`, chosen[kind]).load();
        frame.contentDocument.fonts.add(face);
        root.style.setProperty(variable, `"New ${kind}", Georgia, serif`);
      } catch {
        root.style.removeProperty(variable);
      }
    }
  }

  function show(frame) {
    showSheet(frame);
    showLogo(frame);
    showFonts(frame);
  }

  let waiting = 0;
  let asked = "";
  async function describe() {
    const colour = accent.value.trim();
    if (!/^#[0-9a-f]{6}$/i.test(colour) || colour === asked) return;
    asked = colour;
    const answer = await fetch(`${form.dataset.contrast}?${new URLSearchParams({ accent: colour })}`);
    if (answer.ok && asked === colour) contrast.innerHTML = await answer.text();
  }

  function update() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      frames.forEach(show);
      describe();
    }, 150);
  }

  swatch.addEventListener("input", () => {
    accent.value = swatch.value;
    update();
  });
  accent.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(accent.value)) swatch.value = accent.value.toLowerCase();
  });
  form.addEventListener("input", update);
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const file = input.files[0];
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      chosen[input.name] = reader.result;
      update();
    });
    if (!file) delete chosen[input.name];
    else if (input.name in FONT_VARIABLES) reader.readAsArrayBuffer(file);
    else reader.readAsDataURL(file);
  });
  frames.forEach((frame) => frame.addEventListener("load", () => show(frame)));
  fitAll();
})();
