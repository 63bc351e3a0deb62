// The live preview next to the story form, rendered by the server with the site's templates.
(() => {
  "use strict";
  const SETTLED = 500;
  const WIDTHS = { phone: 390, desktop: 1200 };
  const STORE = "desk-preview";

  function remembered() {
    try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; }
  }

  function look(form, panel) {
    const frame = panel.querySelector("iframe");
    const stage = panel.querySelector("[data-stage]");
    const told = panel.querySelector("[data-told]");
    const opener = document.querySelector("[data-look]");
    let shown = "";
    let seen = "";
    let changedAt = 0;
    let drawing = false;

    const set = (facts) => localStorage.setItem(STORE, JSON.stringify({ ...remembered(), ...facts }));
    const width = () => panel.querySelector("[name=look-width]:checked")?.value ?? "phone";
    const fields = () => {
      const data = new FormData(form);
      for (const name of [...data.keys()]) if (name.startsWith("_") || data.get(name) instanceof File) data.delete(name);
      return new URLSearchParams([...data]);
    };

    function fit() {
      const wide = WIDTHS[width()];
      const scale = Math.min(1, stage.clientWidth / wide);
      frame.style.width = `${wide}px`;
      frame.style.height = `${stage.clientHeight / scale}px`;
      frame.style.transform = `scale(${scale})`;
      frame.style.marginInlineStart = `${Math.max(0, (stage.clientWidth - wide * scale) / 2)}px`;
    }

    // Replace the page in the frame and keep its scroll position.
    function show(html) {
      const place = frame.contentWindow?.scrollY ?? 0;
      frame.addEventListener("load", () => {
        const page = frame.contentDocument;
        frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
        page.addEventListener("click", (event) => event.target.closest("a, button") && event.preventDefault());
        page.addEventListener("submit", (event) => event.preventDefault());
        page.addEventListener("keydown", (event) => event.key === "Escape" && close());
      }, { once: true });
      frame.srcdoc = html;
    }

    async function draw() {
      const now = fields();
      const text = now.toString();
      if (drawing || text === shown) return;
      drawing = true;
      panel.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(panel.dataset.draws, { method: "POST", body: now });
        if (answer.redirected || ![200, 422].includes(answer.status)) throw new Error(answer.statusText);
        show(await answer.text());
        shown = text;
        told.textContent = "";
      } catch {
        told.textContent = panel.dataset.failed;
      }
      drawing = false;
      panel.removeAttribute("aria-busy");
    }

    function watch() {
      if (panel.hidden || document.hidden) return;
      const text = fields().toString();
      if (text !== seen) {
        seen = text;
        changedAt = Date.now();
      } else if (text !== shown && Date.now() - changedAt >= SETTLED) draw();
    }

    // The shared previews of the story, reloaded after each change.
    const list = panel.querySelector("[data-list]");
    async function showShared(revoked) {
      if (!list) return;
      const body = revoked === undefined ? undefined : new URLSearchParams({ preview: revoked, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      try {
        const answer = await fetch(body ? list.dataset.revokes : list.dataset.list, body ? { method: "POST", body } : {});
        if (answer.redirected || !answer.ok) throw new Error(answer.statusText);
        list.innerHTML = await answer.text();
        if (body) panel.querySelector("[data-shared]").hidden = true;
      } catch {
        told.textContent = panel.dataset.failed;
      }
    }
    list?.addEventListener("click", (event) => {
      const button = event.target.closest("[data-revoke]");
      if (button) showShared(button.dataset.revoke);
    });

    function open() {
      panel.hidden = false;
      document.body.classList.add("desk-looking");
      opener.setAttribute("aria-expanded", "true");
      set({ open: true });
      fit();
      draw();
      showShared();
    }
    function close() {
      panel.hidden = true;
      document.body.classList.remove("desk-looking");
      opener.setAttribute("aria-expanded", "false");
      set({ open: false });
      opener.focus();
    }

    async function share() {
      const place = panel.querySelector("[data-shared]");
      const answer = await fetch(panel.dataset.share, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }) });
      const facts = await answer.json().catch(() => ({ problem: panel.dataset.failed }));
      place.hidden = false;
      const address = place.querySelector("input");
      address.hidden = place.querySelector("a").hidden = !facts.address;
      address.value = place.querySelector("a").href = facts.address ?? "";
      place.querySelector("[data-told-share]").textContent = facts.text ?? facts.problem;
      if (!facts.address) return;
      address.focus();
      address.select();
      showShared();
      navigator.clipboard?.writeText(facts.address).then(() => { place.querySelector("[data-copied]").hidden = false; }, () => {});
    }

    for (const choice of panel.querySelectorAll("[name=look-width]")) {
      choice.checked = choice.value === (remembered().width ?? "phone");
      choice.addEventListener("change", () => { set({ width: width() }); fit(); });
    }
    opener.addEventListener("click", () => (panel.hidden ? open() : close()));
    panel.querySelector("[data-close]").addEventListener("click", close);
    panel.querySelector("[data-share-it]")?.addEventListener("click", share);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    new ResizeObserver(() => panel.hidden || fit()).observe(stage);
    setInterval(watch, 250);
    if (remembered().open && matchMedia("(min-width: 1100px)").matches) open();
  }

  addEventListener("load", () => {
    const form = document.getElementById("article_form");
    const panel = document.getElementById("look-panel");
    const opener = document.querySelector("[data-look]"); // a form that may only be read has none
    if (form && panel && opener) setTimeout(() => look(form, panel), 300); // after the editor has started
  });
})();
