// Arranges the front page in the browser; nothing is saved before Ctrl+S.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("front-form");
    if (!form) return;
    const board = () => document.getElementById("front-board");
    const lists = () => [...board().querySelectorAll("[data-places]")];
    const blocks = () => [...board().querySelectorAll("[data-block]")];
    const siblings = (row) => (row.matches("[data-story]") ? [...row.parentElement.querySelectorAll(":scope > [data-story]")] : blocks());
    let leaving = false;

    function say(words, row) {
      const own = siblings(row);
      const told = { story: row.dataset.headline, place: own.indexOf(row) + 1, all: own.length };
      board().querySelector("[data-said]").textContent = words.replace(/\{(\w+)\}/g, (_whole, name) => told[name]);
    }

    function settle() {
      board().dataset.apart = "";
      for (const list of lists()) {
        list.querySelectorAll("[data-number]").forEach((number, index) => { number.textContent = index + 1; });
      }
      const held = board().querySelector("[data-held]");
      held.textContent = held.textContent.replace(/^\d+/, lists()[0].querySelectorAll("[data-story]").length);
      const standing = board().querySelector("[data-standing]");
      if (standing) standing.textContent = standing.dataset.changed;
    }

    // A story at the end of its block goes on to the next one; the lead stays on top.
    function stepStory(row, by) {
      const own = siblings(row);
      const next = own[own.indexOf(row) + by];
      if (next) return next.insertAdjacentElement(by < 0 ? "beforebegin" : "afterend", row);
      const list = lists()[lists().indexOf(row.parentElement) + by];
      return list?.insertAdjacentElement(by < 0 ? "beforeend" : "afterbegin", row);
    }

    function stepBlock(row, by) {
      const next = blocks()[blocks().indexOf(row) + by];
      return next?.dataset.block ? next.insertAdjacentElement(by < 0 ? "beforebegin" : "afterend", row) : null;
    }

    function step(row, by) {
      const moved = row.matches("[data-story]") ? stepStory(row, by) : stepBlock(row, by);
      if (!moved) return;
      settle();
      say(board().querySelector("[data-said]").dataset.moved, row);
    }

    function takeOut(row) {
      const own = siblings(row);
      const next = own[own.indexOf(row) + 1] ?? own[own.indexOf(row) - 1];
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
      const row = act === "block" ? blocks().at(-1) : board().querySelector(`[data-story="${number}"], [data-block="${number}"]`);
      if (row) say(board().querySelector("[data-said]").dataset.moved, row);
      const handle = wasSearching ? null : row?.querySelector("[data-handle]");
      (handle ?? document.getElementById("front-search"))?.focus();
    }

    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = button?.closest("[data-story], [data-block]");
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
      const row = event.target.closest("[data-handle]")?.closest("[data-story], [data-block]");
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
    form.addEventListener("change", (event) => {
      if (event.target.closest(".front-block-fields")) settle();
    });
    form.addEventListener("submit", (event) => {
      leaving = !event.submitter?.hasAttribute("data-preview");
      if (!leaving) form.querySelector(".front-preview").scrollIntoView({ block: "nearest" });
    });
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
