// Keys of forms, character counts and the preview of closing tags. The pages work without it.
(() => {
  "use strict";

  // Unfold writes the name of a chosen file into a text field beside it, which the desk's file fields do not have.
  HTMLInputElement.prototype.hasChangeListener = true;

  // Unfold folds its menu up to 1280 pixels, however the person left it.
  const MENU_FROM = 1200;
  function openMenuEarlier() {
    const made = window.theme;
    const isOpen = () => window.innerWidth >= MENU_FROM && localStorage.getItem("sidebarOpen") !== "0";
    window.theme = (...given) => {
      const page = made(...given);
      page.sidebarOpen = isOpen();
      page.sidebarToggle = function toggle() {
        this.sidebarOpen = !this.sidebarOpen;
        if (window.innerWidth >= MENU_FROM) localStorage.setItem("sidebarOpen", this.sidebarOpen ? "1" : "0");
      };
      page.themeBindings["x-resize.window"] = function resize() {
        this.sidebarOpen = isOpen();
      };
      return page;
    };
  }
  document.addEventListener("alpine:init", openMenuEarlier);

  function counts() {
    for (const field of document.querySelectorAll("[data-count]")) {
      const good = Number(field.dataset.count);
      const told = document.createElement("span");
      told.className = "desk-count";
      told.setAttribute("aria-live", "off");
      field.insertAdjacentElement("afterend", told);
      const tell = () => {
        const length = [...field.value].length;
        told.textContent = length ? `${length} / ${good}` : "";
        told.classList.toggle("desk-over", length > good);
      };
      field.addEventListener("input", tell);
      tell();
    }
  }

  function tags() {
    const address = document.body.dataset.readTag || document.querySelector("[data-read-tag]")?.dataset.readTag;
    for (const field of document.querySelectorAll("[data-reads-tag]")) {
      if (!address) return;
      let told = field.form?.querySelector("[data-tag-reading]");
      if (!told) {
        told = document.createElement("span");
        told.className = "desk-tag-reading";
        told.setAttribute("role", "status");
        field.insertAdjacentElement("afterend", told);
      }
      let waiting = 0;
      const read = async () => {
        if (!field.value.trim()) {
          told.textContent = "";
          return;
        }
        const answer = await fetch(`${address}?tag=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const tag = await answer.json();
        told.textContent = tag.text;
        told.classList.toggle("desk-over", !tag.tag || tag.unknown.length > 0);
      };
      field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(read, 250);
      });
      read();
    }
  }

  // Save and open the publish page.
  function openPanel() {
    const button = document.querySelector("[data-hotkey=publish]");
    return button && (() => button.form.requestSubmit(button));
  }

  // Jump from a check to its field, the editor or the inline.
  function controlOf(name) {
    const field = document.getElementById(`id_${name}`);
    const area = field?.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]");
    const rows = document.getElementById(`${name}-group`);
    field?.closest("details")?.setAttribute("open", "");
    (field ?? rows)?.dispatchEvent(new CustomEvent("desk:reveal", { bubbles: true }));
    const lookUp = field?.nextElementSibling?.querySelector?.(".select2-selection");
    return lookUp ?? area ?? field ?? rows?.querySelector(".form-row:not(.empty-form) :is(input:not([type=hidden]), select, textarea), .add-row a, a.addlink, a");
  }

  function jump(place) {
    for (const one of document.querySelectorAll(".desk-at")) one.classList.remove("desk-at");
    place.classList.add("desk-at");
    const named = place.dataset.jump ?? place.hash?.slice("#id_".length);
    place.dispatchEvent(new CustomEvent("desk:reveal", { bubbles: true }));
    const control = named ? controlOf(named) : place.closest("div, p")?.querySelector("input, select, textarea, [contenteditable]");
    (control ?? place).scrollIntoView({ block: "center" });
    control?.focus({ preventScroll: true });
    const told = document.querySelector("[data-finding]");
    if (told) told.textContent = place.textContent.replace(/\s+/g, " ").trim();
  }

  const findings = () => [...document.querySelectorAll(".errorlist, .desk-error, .errors, [aria-invalid=true], [data-jump]")].filter((one) => one.offsetParent || one.closest(".desk-story") && !one.closest(".empty-form"));
  let at = null;
  function problems(step) {
    const wrong = findings();
    if (!wrong.length) return false;
    const here = wrong.indexOf(at);
    at = wrong[here < 0 ? (step > 0 ? 0 : wrong.length - 1) : (here + step + wrong.length) % wrong.length];
    jump(at);
    return true;
  }

  // On the comparison page: jump from change to change.
  let walked = -1;
  function changes(step) {
    const all = [...document.querySelectorAll("[data-changes] > section")];
    if (!all.length) return false;
    const focused = all.findIndex((one) => one.contains(document.activeElement));
    const here = focused < 0 ? walked : focused;
    walked = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length;
    all[walked].scrollIntoView({ block: "center" });
    all[walked].focus({ preventScroll: true });
    const told = document.querySelector("[data-walked]");
    if (told) told.textContent = `${walked + 1} / ${all.length}`;
    return true;
  }

  // Select2 labels a field by its selection alone, so an empty field has no label.
  // The button that clears a multiple selection is among the options without being one.
  function listCrosses(list) {
    for (const cross of list.querySelectorAll(":scope > :not(li)")) cross.setAttribute("role", "listitem");
  }

  function nameLookUps(root) {
    for (const list of root.querySelectorAll("ul.select2-selection__rendered:not([data-listed])")) {
      list.dataset.listed = "";
      listCrosses(list);
      new MutationObserver(() => listCrosses(list)).observe(list, { childList: true });
    }
    for (const choice of root.querySelectorAll("select + .select2 [role=combobox][aria-labelledby]")) {
      const select = choice.closest(".select2").previousElementSibling;
      const shown = choice.querySelector(".select2-selection__rendered");
      const label = select.labels?.[0];
      if (!label) continue;
      label.id ||= `${select.id}-label`;
      choice.setAttribute("aria-labelledby", `${label.id} ${shown?.id ?? ""}`.trim());
      if (shown?.getAttribute("role") === "textbox") shown.setAttribute("aria-labelledby", label.id);
    }
  }

  // Label the cells of inline tables by their column; the delete column has no heading.
  function nameCells(root) {
    for (const table of root.querySelectorAll("[data-inline-type=tabular] table")) {
      const heads = [...table.querySelectorAll("thead th")];
      const words = (head) => [...head.querySelectorAll(".material-symbols-outlined")].reduce((text, icon) => text.replace(icon.textContent, ""), head.textContent).replace(/[\s*]+/g, " ").trim();
      for (const head of heads) {
        if (head.textContent.trim()) continue;
        const name = document.createElement("span");
        name.className = "desk-unseen";
        name.textContent = "✕";
        head.append(name);
      }
      for (const field of table.querySelectorAll("td :is(input, select, textarea):not([type=hidden])")) {
        const cell = [...field.closest("tr").children].filter((one) => one.tagName === "TD").indexOf(field.closest("td"));
        const name = heads[cell] && words(heads[cell]);
        if (name && !field.labels?.length) field.setAttribute("aria-label", name);
      }
    }
    nameLookUps(root);
    for (const field of root.querySelectorAll(".select2-search__field")) {
      if (field.getAttribute("aria-label")) continue;
      const label = field.closest(".field-line")?.querySelector("label");
      field.setAttribute("aria-label", label?.textContent.replace("*", "").trim() || "?");
    }
  }
  window.addEventListener("load", () => {
    setTimeout(() => nameCells(document)); // after the autocompletes have started
    document.addEventListener("formset:added", (event) => nameCells(event.target.closest("[data-inline-type]") ?? document));
  });

  // By the rule of Django's `change_form.js`; nothing unless the form is that of a new entry.
  function findFirstField() {
    const added = document.querySelector("#django-admin-form-add-constants[data-model-name]");
    const form = added && document.getElementById(`${added.dataset.modelName}_form`);
    return [...form?.elements ?? []].find((field) => field.matches("button, input, select, textarea") && !field.disabled && field.offsetParent);
  }

  // The page is hidden until Alpine has run, and hidden fields cannot take the focus. Django's script for the
  // first field of a new entry does not wait for that.
  document.addEventListener("alpine:initialized", () => {
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      (document.querySelector("[autofocus]") ?? findFirstField())?.focus();
    });
  });

  // Select2 loads the texts of the page's language but uses the English ones.
  function translateLookUps() {
    const select2 = window.django?.jQuery?.fn.select2;
    try {
      select2?.defaults.set("language", select2.amd.require(`select2/i18n/${document.documentElement.lang.slice(0, 2)}`));
    } catch {
      // The page has no Select2 texts of this language.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    translateLookUps();
    counts();
    tags();
    for (const button of document.querySelectorAll("[data-walk]")) button.addEventListener("click", () => changes(Number(button.dataset.walk)));
    document.addEventListener("click", (event) => {
      const place = event.target.closest?.("[data-jump], .errornote a[href^='#id_']");
      if (!place) return;
      event.preventDefault();
      place.closest("dialog")?.close();
      at = place;
      jump(place);
    });
    const asked = window.location.hash.match(/^#id_([a-z_]+)$/)?.[1]; // from a link of the publish page
    if (asked) window.addEventListener("load", () => setTimeout(() => {
      const control = controlOf(asked);
      control?.scrollIntoView({ block: "center" });
      control?.focus({ preventScroll: true });
    }, 350)); // after the editor has started
    registerKeys();
  });

  function registerKeys() {
    const publish = openPanel();
    const save = document.querySelector("button[name=_save], input[name=_save]");
    const hasEditor = () => Boolean(document.querySelector(".tiptap[contenteditable=true]"));
    const hasChanges = () => Boolean(document.querySelector("[data-changes] > section"));
    const hasProblems = () => !document.getElementById("review-form") && findings().length > 0;
    window.deskKeys.register("story", [
      { keys: ["Mod+s"], label: "save", when: () => Boolean(save), run: () => save.form.requestSubmit(save) },
      { keys: ["Mod+Enter"], label: "publish", when: () => Boolean(publish), run: () => publish() },
      { keys: ["Alt+F10"], label: "toolbar", when: hasEditor },
      { keys: ["Mod+Alt+2", "Mod+Alt+3"], label: "subhead", when: hasEditor },
      { keys: ["Mod+Shift+8"], label: "bullets", when: hasEditor },
      { keys: ["Mod+Shift+7"], label: "numbers", when: hasEditor },
      { keys: ["Mod+k"], label: "link", when: hasEditor },
      { keys: ["Alt+Shift+B"], label: "factBox", when: hasEditor },
      { keys: ["Alt+Shift+Z"], label: "pullQuote", when: hasEditor },
      { keys: ["Alt+Shift+E"], label: "embed", when: hasEditor },
      { keys: ["Alt+Shift+T"], label: "insertTable", when: hasEditor },
      { keys: ["F8", "ArrowRight"], label: "nextChange", when: hasChanges, run: () => changes(1) },
      { keys: ["Shift+F8", "ArrowLeft"], label: "previousChange", when: hasChanges, run: () => changes(-1) },
      { keys: ["F8"], label: "nextProblem", when: hasProblems, run: () => problems(1) },
      { keys: ["Shift+F8"], label: "previousProblem", when: hasProblems, run: () => problems(-1) },
    ]);
  }
})();
