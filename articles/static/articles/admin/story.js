// The story form: counts, order of photos, buttons that confirm or reject people.
(() => {
  "use strict";

  const WORDS_A_MINUTE = 200;

  const BLOCKS = "p, h2, h3, :is(li, td, th):not(:has(p, h2, h3))";

  function linesOf(html) {
    const root = new DOMParser().parseFromString(html.replace(/<br[^>]*>/g, "\n"), "text/html").body;
    const blocks = [...root.querySelectorAll(BLOCKS)];
    return (blocks.length ? blocks : [root]).map((block) => block.textContent.trim());
  }

  // Characters with blanks, words and reading time of the text, while it is written: the editor keeps its field up to date.
  function counts(screen) {
    const source = screen.querySelector("[name=body]");
    if (!source) return;
    const told = document.createElement("span");
    told.className = "desk-count";
    (source.closest(".prose-editor") ?? source).insertAdjacentElement("afterend", told);
    const shown = (number) => number.toLocaleString(document.documentElement.lang);
    const tell = () => {
      const lines = linesOf(source.value);
      const words = lines.join("\n").split(/\s+/).filter(Boolean).length;
      const characters = [...lines.join("").replaceAll("\n", "")].length;
      const facts = { c: characters, n: words, m: Math.ceil(words / WORDS_A_MINUTE) };
      told.textContent = screen.dataset.counts.replace(/\{(\w)\}/g, (_all, name) => shown(facts[name]));
    };
    let asked = 0;
    source.addEventListener("input", () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(tell);
    });
    tell();
  }

  function button(text, label) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-button desk-small";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.title = label;
    return made;
  }

  // Photos: write the order on screen to the hidden positions.
  function photos(screen) {
    const group = document.querySelector("#placements-group .formset");
    if (!group) return;
    const rows = () => [...group.querySelectorAll(":scope > .form-group:not(.empty-form)")];
    const told = document.createElement("span");
    told.className = "desk-unseen";
    told.setAttribute("role", "status");
    group.insertAdjacentElement("beforebegin", told);

    function number() {
      rows().forEach((row, place) => {
        const position = row.querySelector("input[name$=-position]");
        if (position && position.value !== String(place)) {
          position.value = place;
          position.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
    }
    function move(row, step, key) {
      const all = rows();
      const other = all[all.indexOf(row) + step];
      if (!other) return;
      group.insertBefore(row, step < 0 ? other : other.nextSibling);
      number();
      key.focus();
      const place = rows().indexOf(row) + 1;
      told.textContent = screen.dataset.place.replace("{n}", place).replace("{of}", all.length);
    }
    function equip(row) {
      if (row.querySelector("[data-order]")) return;
      const keys = document.createElement("span");
      keys.className = "desk-order";
      keys.dataset.order = "";
      const up = button("↑", screen.dataset.up);
      const down = button("↓", screen.dataset.down);
      up.addEventListener("click", () => move(row, -1, up));
      down.addEventListener("click", () => move(row, 1, down));
      keys.append(up, down);
      row.querySelector(".form-row")?.prepend(keys);
    }
    rows().forEach(equip);
    document.addEventListener("formset:added", (event) => {
      const row = event.target.closest("#placements-group .form-group");
      if (!row) return;
      equip(row);
      number();
    });
    new MutationObserver(number).observe(group, { childList: true });
  }

  // People: buttons that confirm or reject the person of the directory.
  function people(screen) {
    const group = document.getElementById("mentions-group");
    if (!group) return;
    function equip(status) {
      const cell = status.closest("td");
      const row = status.closest("tr");
      if (!cell || cell.querySelector("[data-settle]")) return;
      const person = row.querySelector("select[name$=-person]");
      const keys = document.createElement("span");
      keys.className = "desk-settle";
      keys.dataset.settle = "";
      const yes = button("✓", screen.dataset.confirm);
      const no = button("✕", screen.dataset.reject);
      const show = () => {
        row.classList.toggle("desk-turned-down", status.value === "rejected");
        yes.disabled = !person?.value;
        yes.setAttribute("aria-pressed", String(status.value === "confirmed"));
        no.setAttribute("aria-pressed", String(status.value === "rejected"));
      };
      const settle = (value) => {
        status.value = status.value === value ? "proposed" : value;
        status.dispatchEvent(new Event("change", { bubbles: true }));
        status.dispatchEvent(new Event("input", { bubbles: true }));
      };
      yes.addEventListener("click", () => settle("confirmed"));
      no.addEventListener("click", () => settle("rejected"));
      status.addEventListener("change", show);
      // The autocomplete fires its event through jQuery only.
      if (person && window.django?.jQuery) window.django.jQuery(person).on("change", show);
      keys.append(yes, no);
      cell.append(keys);
      show();
    }
    const all = () => group.querySelectorAll("tr:not(.empty-form) select[name$=-status]").forEach(equip);
    all();
    document.addEventListener("formset:added", () => all());
  }

  // A story that follows an agency is read-only: a click into its text asks whether to take it over.
  function takeOver(screen) {
    const followed = document.querySelector("[data-followed]");
    if (!followed?.querySelector("button")) return;
    screen.querySelector(".desk-story-text")?.addEventListener("click", (event) => {
      if (event.target.closest("a, button, summary")) return;
      if (confirm(followed.dataset.ask)) document.getElementById("take-from-agency").requestSubmit();
    });
  }

  // The panel of details beside the text, on a narrow screen the second page of the form.
  function sides(screen) {
    const FOLDED = "desk-details-folded";
    const narrow = matchMedia("(max-width: 1023px)");
    const keys = document.querySelector("[data-show-sides]");
    if (!keys) return; // a fixed page has one side
    const [text, details] = keys.querySelectorAll("[data-show]");
    let folded = localStorage.getItem(FOLDED) === "1";
    let page = "text";
    const isShown = () => (narrow.matches ? page === "details" : !folded);
    function draw() {
      screen.dataset.page = page;
      screen.classList.toggle("desk-folded", folded);
      details.setAttribute("aria-pressed", String(isShown()));
      text.setAttribute("aria-pressed", String(page === "text"));
    }
    function show(wanted) {
      if (narrow.matches) page = wanted ? "details" : "text";
      else folded = !wanted;
      if (!wanted && document.activeElement.closest(".desk-story-side, .desk-story-people")) details.focus();
      draw();
    }
    function toggle() {
      show(!isShown());
      if (!narrow.matches) localStorage.setItem(FOLDED, folded ? "1" : "0");
    }
    let left = null;
    function enter() {
      const side = screen.querySelector(".desk-story-side");
      if (side.contains(document.activeElement)) {
        if (narrow.matches) show(false);
        left?.focus();
        return;
      }
      left = document.activeElement;
      show(true);
      side.querySelector("fieldset :is(input:not([type=hidden]), select, textarea)")?.focus();
    }
    text.addEventListener("click", () => show(false));
    details.addEventListener("click", () => (narrow.matches ? show(true) : toggle()));
    narrow.addEventListener("change", draw);
    screen.addEventListener("desk:reveal", ({ target }) => {
      if (target.closest(".desk-story-side") ? !isShown() : narrow.matches) show(!target.closest(".desk-story-text"));
    });
    window.deskKeys.register("story", [
      { keys: ["i", "F4"], label: details, run: toggle },
      { keys: ["F6"], label: "details", inFields: true, run: enter },
    ]);
    keys.hidden = false;
    draw();
  }

  // The headline wraps but is one line: Enter goes on to the next field.
  function oneLine(screen) {
    for (const field of screen.querySelectorAll("[data-one-line]")) {
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        screen.querySelector("[name=dek]")?.focus();
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const screen = document.querySelector(".desk-story");
    if (!screen) return;
    sides(screen);
    oneLine(screen);
  });

  addEventListener("load", () => {
    const screen = document.querySelector(".desk-story");
    if (!screen) return;
    takeOver(screen);
    setTimeout(() => {
      counts(screen);
      photos(screen);
      people(screen);
      if (!document.querySelector(".desk-clash")) document.querySelector(".errornote a[href^='#id_']")?.click();
    }, 100); // after the editor and the autocompletes have started
  });
})();
