// People found in the text while it is written: a quiet list next to it. What is accepted becomes a row of the form.
(() => {
  "use strict";
  const PAUSE = 1500;

  function begin(panel) {
    const form = panel.closest("form");
    const group = document.getElementById("mentions-group");
    const source = form?.elements.namedItem("body");
    if (!form || !group || !source) return;
    const list = panel.querySelector("[data-found]");
    const told = panel.querySelector("[data-told]");
    const rows = () => [...group.querySelectorAll("tr:not(.empty-form)")].filter((row) => row.querySelector("input[name$=-name]")?.value.trim());
    const statusOf = (row) => row.querySelector("select[name$=-status]")?.value;
    panel.hidden = false;

    function count() {
      const settled = rows().filter((row) => ["linked", "confirmed"].includes(statusOf(row))).length;
      const proposed = rows().filter((row) => statusOf(row) === "proposed").length;
      panel.querySelector("[data-settled-count]").textContent = panel.dataset.settled.replace("{linked}", settled).replace("{proposed}", proposed);
    }

    // The row is added by the form's own button, so that it is saved, guarded and restored like one made by hand.
    function addRow(person, choice, status) {
      const add = group.querySelector(".add-row a, a.add-row, .add-row button");
      if (!add) return false;
      let row = null;
      document.addEventListener("formset:added", (event) => (row = event.target), { once: true });
      add.click();
      row ??= [...group.querySelectorAll("tr:not(.empty-form)")].at(-1);
      const set = (name, value) => {
        const field = row.querySelector(`[name$=-${name}]`);
        if (!field) return;
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      };
      set("name", person.name);
      set("offices", person.offices);
      if (choice) {
        const field = row.querySelector("select[name$=-person]");
        field.append(new Option(choice.label, choice.id, true, true));
        window.django?.jQuery?.(field).trigger("change");
      }
      set("status", status);
      return true;
    }

    function button(text, person, run) {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "desk-button desk-small", textContent: text });
      made.setAttribute("aria-label", `${text}: ${person.name}`);
      made.addEventListener("click", run);
      return made;
    }

    function item(person) {
      const made = document.createElement("li");
      const settle = (choice, status) => () => {
        if (!addRow(person, choice, status)) return;
        const next = made.nextElementSibling ?? made.previousElementSibling;
        made.remove();
        reach();
        count();
        if (!list.children.length) told.textContent = panel.dataset.done;
        (next?.querySelector("button") ?? panel).focus();
      };
      const words = document.createElement("span");
      words.append(Object.assign(document.createElement("strong"), { textContent: person.name }));
      const state = person.is_sure ? person.people[0].label : person.people.length ? panel.dataset.several : panel.dataset.unknown;
      words.append(Object.assign(document.createElement("span"), { className: "desk-soft", textContent: [person.offices, state].filter(Boolean).join(" · ") }));
      const keys = Object.assign(document.createElement("span"), { className: "desk-buttons" });
      for (const choice of person.people) keys.append(button(person.is_sure ? panel.dataset.link : choice.label, person, settle(choice, "confirmed")));
      if (!person.people.length) keys.append(button(panel.dataset.name, person, settle(null, "proposed")));
      keys.append(button(person.people.length ? panel.dataset.reject : panel.dataset.noPerson, person, settle(null, "rejected")));
      made.append(words, keys);
      return made;
    }

    // Tab passes all but one of the people, and arrows go from one to the next, however many are named.
    function reach(person = list.firstElementChild) {
      for (const one of list.querySelectorAll("button")) one.tabIndex = person.contains(one) ? 0 : -1;
    }
    list.addEventListener("focusin", ({ target }) => reach(target.closest("li")));
    list.addEventListener("keydown", (event) => {
      const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (!next) return;
      event.preventDefault();
      event.target.closest("li")[next]?.querySelector("button").focus();
    });

    function show(people) {
      const here = list.contains(document.activeElement);
      list.replaceChildren(...people.map(item));
      reach();
      const isEmpty = !new DOMParser().parseFromString(source.value, "text/html").body.textContent.trim();
      told.textContent = people.length || isEmpty ? "" : panel.dataset.done;
      if (here) (list.querySelector("button") ?? panel).focus();
      count();
    }

    let waiting = 0;
    let asking = null;
    let asked = null;
    async function find() {
      const facts = new URLSearchParams({ body: source.value });
      for (const name of ["dek", "byline", "language"]) facts.set(name, form.elements.namedItem(name)?.value ?? "");
      for (const row of rows()) facts.append("name", row.querySelector("input[name$=-name]").value);
      if (String(facts) === asked) return;
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(panel.dataset.peopleFound, { method: "POST", body: facts, signal: asking.signal, headers: { Accept: "application/json", "X-CSRFToken": window.deskForms.token(form) } });
        if (!answer.ok) throw new Error(`error ${answer.status}`);
        show((await answer.json()).people);
        asked = String(facts);
      } catch (problem) {
        if (problem.name !== "AbortError") told.textContent = panel.dataset.lost;
      }
    }
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, PAUSE);
    };
    form.addEventListener("input", later); // the editor's field sends it as well
    form.addEventListener("change", count);
    let left = null; // where the hands were before F9
    const enter = () => {
      if (!panel.contains(document.activeElement)) left = document.activeElement;
      (list.querySelector("button") ?? panel).focus();
    };
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !left?.isConnected) return;
      event.preventDefault();
      event.stopPropagation();
      left.focus();
    });
    window.deskKeys?.register("story", [{ keys: ["F9"], label: "foundPeople", inFields: true, run: enter }]);
    count();
    find();
  }

  addEventListener("load", () => {
    const panel = document.querySelector("[data-people-found]");
    if (panel) setTimeout(() => begin(panel), 300); // after the editor and the autocompletes have started
  });
})();
