// The talk beside the form of a story: opens with the words that are selected, and shows what others say without a reload.
(() => {
  "use strict";
  const ASK_AGAIN = 10_000;
  const MAX_QUOTE = 300;

  function begin(panel, opener) {
    const threads = panel.querySelector("[data-threads]");
    const write = panel.querySelector("[data-write]");
    const told = panel.querySelector("[data-told]");
    const isTyping = () => [...threads.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue || field === document.activeElement);

    async function load(body) {
      try {
        const answer = await fetch(panel.dataset.address, { method: body ? "POST" : "GET", body, headers: { "X-Talk": "threads" } });
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        threads.innerHTML = await answer.text();
        told.textContent = "";
        return !threads.querySelector("[role=alert]");
      } catch {
        told.textContent = panel.dataset.failed;
        return false;
      }
    }

    function quote(words) {
      const shown = write.querySelector("[data-quote]");
      write.elements.quote.value = words;
      shown.textContent = words;
      shown.hidden = !words;
    }

    function open() {
      const words = getSelection().toString().replace(/\s+/g, " ").trim().slice(0, MAX_QUOTE);
      panel.hidden = false;
      quote(words);
      load();
      write.elements.text.focus();
    }

    function close() {
      panel.hidden = true;
      opener.focus();
    }

    opener.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      if (panel.hidden) open();
      else close();
    });
    panel.querySelector("[data-close]").addEventListener("click", close);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    panel.addEventListener("submit", async (event) => {
      event.preventDefault();
      const body = new FormData(event.target, event.submitter);
      if (!(await load(body)) || event.target !== write) return;
      write.elements.text.value = "";
      quote("");
    });
    setInterval(() => panel.hidden || document.hidden || isTyping() || load(), ASK_AGAIN);
  }

  addEventListener("DOMContentLoaded", () => {
    const panel = document.getElementById("talk-panel");
    const opener = document.querySelector("[data-talk]");
    if (panel && opener) begin(panel, opener);
  });
})();
