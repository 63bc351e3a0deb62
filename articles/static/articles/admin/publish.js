// Publish, schedule and withdrawal pages: keys, focus, parsing of typed datetimes, reloading of the board.
(() => {
  "use strict";
  const ASK_AGAIN = 15_000;

  // Enter overrides the focused warning and moves to the next; on the button it publishes.
  function panel(form) {
    const go = form.querySelector("[data-go]");
    const told = form.querySelector("[data-told]");
    const boxes = [...form.querySelectorAll("[data-go-on]")];
    const kinds = [...form.querySelectorAll("input[name=kind][type=radio]")];
    const open = () => boxes.find((box) => !box.checked);
    const next = () =>
      form.querySelector("[aria-invalid=true]") ??
      (kinds.length && !kinds.some((kind) => kind.checked) ? kinds[0] : null) ??
      form.querySelector("a[data-block]") ?? open() ?? go;

    form.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter !== go) return;
      const waits = go.hasAttribute("data-blocked") ? form.querySelector("a[data-block]") : kinds.length && !kinds.some((kind) => kind.checked) ? kinds[0] : open();
      if (!waits) {
        setTimeout(() => { go.disabled = true; });
        return;
      }
      event.preventDefault();
      waits.focus();
      if (told) told.textContent = waits.closest("fieldset, li")?.querySelector("legend, p")?.textContent.trim().replace(/\s+/g, " ") ?? "";
    });
    form.addEventListener("desk:not-saved", () => { go.disabled = false; });
    window.deskKeys.register("page", [
      { keys: ["Enter"], label: "override", when: () => Boolean(open()) },
      { keys: ["Mod+Enter"], label: go },
    ]);
    form.addEventListener("keydown", (event) => {
      const command = event.ctrlKey || event.metaKey;
      if (event.key !== "Enter") return;
      if (command) {
        event.preventDefault();
        form.requestSubmit(go);
      } else if (event.target.matches("[data-go-on]")) {
        event.preventDefault();
        event.target.checked = true;
        (open() ?? go).focus();
      } else if (event.target.matches(".desk-overrule input[type=text]")) {
        event.preventDefault();
        event.target.closest("li").querySelector("[data-go-on]").checked = true;
        (open() ?? go).focus();
      } else if (event.target.matches("input[name=kind]")) {
        event.preventDefault();
        event.target.checked = true;
        (event.target.value === "correct" ? form.querySelector("#id_desk_note") : open() ?? go).focus();
      }
    });
    for (const mirror of form.querySelectorAll("[data-mirrors]")) {
      const source = document.getElementById(mirror.dataset.mirrors);
      source.addEventListener("input", () => { mirror.textContent = source.value; });
    }
    return next;
  }

  // Parse a datetime while it is typed.
  function hours(place, address) {
    for (const field of place.querySelectorAll("[data-hour]")) {
      const input = field.querySelector("input");
      const told = field.querySelector("[data-told]");
      const choices = field.querySelector("[data-choices]");
      let waiting = 0;
      let asked = 0;
      const show = (heard) => {
        told.textContent = heard.words ? `${heard.words} · ${heard.left}` : heard.doubt;
        told.title = heard.exact;
        told.classList.toggle("desk-doubt", Boolean(heard.doubt));
        field.querySelector("p.desk-doubt:not([data-told])")?.remove();
        choices.replaceChildren(...heard.choices.map((choice) => {
          const label = document.createElement("label");
          const radio = Object.assign(document.createElement("input"), { type: "radio", name: `${input.name}_choice`, value: choice.utc });
          const exact = Object.assign(document.createElement("span"), { className: "desk-soft", textContent: choice.exact });
          label.append(radio, choice.words, exact);
          return label;
        }));
      };
      const read = async () => {
        const mine = ++asked;
        if (!input.value.trim()) return show({ words: "", doubt: "", choices: [], exact: "" });
        const answer = await fetch(`${address}?typed=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } });
        if (answer.ok && mine === asked) show(await answer.json());
      };
      input.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(read, 150);
      });
      if (!choices.children.length) read();
    }
  }

  function countdown(place) {
    const until = new Date(place.dataset.until).getTime();
    const two = (number) => String(number).padStart(2, "0");
    const tick = () => {
      const left = Math.max(0, Math.floor((until - Date.now()) / 1000));
      const days = Math.floor(left / 86_400);
      place.textContent = `${days ? `${days} d ` : ""}${two(Math.floor(left / 3600) % 24)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
    };
    tick();
    setInterval(tick, 1000);
  }

  function board(place) {
    setInterval(async () => {
      if (document.hidden || place.contains(document.activeElement)) return;
      const answer = await fetch(place.dataset.refreshes).catch(() => null);
      if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
    }, ASK_AGAIN);
  }

  function templates() {
    for (const select of document.querySelectorAll("select[data-fills]")) {
      const filled = document.getElementById(select.dataset.fills);
      select.addEventListener("change", () => {
        if (select.value) filled.value = select.selectedOptions[0].textContent;
      });
    }
  }

  // The page is hidden until Alpine has run, and a hidden field does not take the focus.
  function focusOn(find) {
    const take = () => requestAnimationFrame(() => find()?.focus());
    if (window.Alpine?.version && document.readyState === "complete") take();
    else document.addEventListener("alpine:initialized", take, { once: true });
    window.addEventListener("load", () => setTimeout(() => document.activeElement === document.body && take(), 50));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const publish = document.getElementById("publish-form");
    const hour = document.querySelector("[data-reads-hours]");
    if (publish) focusOn(panel(publish));
    if (hour) {
      hours(hour, hour.dataset.readsHours);
      const form = document.getElementById("hour-form");
      if (form?.querySelector("[data-go-on]")) focusOn(panel(form));
    }
    for (const place of document.querySelectorAll("[data-until]")) countdown(place);
    for (const place of document.querySelectorAll("[data-refreshes]")) board(place);
    templates();
    if (document.querySelector("[data-back]")) window.deskKeys.register("page", [{ keys: ["Escape"], label: "back" }]);
    document.addEventListener("keydown", (event) => {
      const back = document.querySelector("[data-back]")?.dataset.back;
      if (event.key === "Escape" && back && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        location.assign(back);
      }
    });
  });
})();
