// Arranges the front page in the browser; nothing is saved before Ctrl+S.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("front-form");
    if (!form) return;
    const board = () => document.getElementById("front-board");
    const rows = () => [...board().querySelectorAll("[data-story]")];
    let leaving = false;

    function say(words, row) {
      const told = { story: row.dataset.headline, place: rows().indexOf(row) + 1, all: rows().length };
      board().querySelector("[data-said]").textContent = words.replace(/\{(\w+)\}/g, (_whole, name) => told[name]);
    }

    function settle() {
      board().dataset.apart = "";
      rows().forEach((row, index) => { row.querySelector("[data-number]").textContent = index + 1; });
      const held = board().querySelector("[data-held]");
      held.textContent = held.textContent.replace(/^\d+/, rows().length);
      const standing = board().querySelector("[data-standing]");
      if (standing) standing.textContent = standing.dataset.changed;
    }

    function step(row, by) {
      const list = rows();
      const to = list.indexOf(row) + by;
      if (to < 0 || to >= list.length) return;
      list[to].insertAdjacentElement(by < 0 ? "beforebegin" : "afterend", row);
      settle();
      say(board().querySelector("[data-said]").dataset.moved, row);
    }

    function takeOut(row) {
      const list = rows();
      const next = list[list.indexOf(row) + 1] ?? list[list.indexOf(row) - 1];
      say(board().querySelector("[data-said]").dataset.out, row);
      row.remove();
      settle();
      (next?.querySelector("[data-handle]") ?? document.getElementById("front-search"))?.focus();
    }

    async function ask(act) {
      const body = new URLSearchParams(new FormData(form));
      body.set("_act", act);
      const answer = await fetch(form.action, { method: "POST", body });
      if (!answer.ok || answer.redirected) throw new Error("no answer");
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }

    async function exchange(act, button) {
      let page;
      try {
        page = await ask(act);
      } catch {
        form.requestSubmit(button); // as a browser without scripts would; its error page says why
        return;
      }
      const wasSearching = document.activeElement?.closest("#front-offers");
      board().replaceWith(document.adoptNode(page.getElementById("front-board")));
      document.getElementById("front-offers").replaceWith(document.adoptNode(page.getElementById("front-offers")));
      settle();
      const number = act.split(":").at(-1);
      const row = board().querySelector(`[data-story="${number}"]`);
      if (row) say(board().querySelector("[data-said]").dataset.moved, row);
      (wasSearching ? document.getElementById("front-search") : row?.querySelector("[data-handle]"))?.focus();
    }

    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = button?.closest("[data-story]");
      if (!button || button.name !== "_act") return;
      event.preventDefault();
      if (button.dataset.step) {
        step(row, Number(button.dataset.step));
        button.focus();
      } else if ("out" in button.dataset) {
        takeOut(row);
      } else {
        exchange(button.value, button);
      }
    });

    window.deskKeys.register("page", [
      { keys: ["ArrowUp", "ArrowDown"], label: "movePlace" },
      { keys: ["Delete"], label: "takeOut" },
      { keys: ["Mod+s"], label: "save" },
    ]);
    form.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-handle]")?.closest("[data-story]");
      if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        step(row, event.key === "ArrowUp" ? -1 : 1);
        row.querySelector("[data-handle]").focus();
      } else if (event.key === "Delete") {
        event.preventDefault();
        takeOut(row);
      }
    });

    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        form.requestSubmit(form.querySelector("[name=_put]"));
      }
    });

    form.addEventListener("front-dragged", settle);
    form.addEventListener("submit", () => { leaving = true; });
    addEventListener("beforeunload", (event) => {
      if ("apart" in board().dataset && !leaving) event.preventDefault();
    });

    const search = document.getElementById("front-search");
    let waiting = 0;
    search?.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const words = search.value;
        const page = await ask("search").catch(() => null);
        if (page && search.value === words) document.getElementById("front-offers").replaceWith(document.adoptNode(page.getElementById("front-offers")));
      }, 250);
    });
    search?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      document.querySelector("#front-offers button")?.focus();
    });
  });
})();
