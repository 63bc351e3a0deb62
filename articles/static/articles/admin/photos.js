// Pictures dropped on the desk: one request a file, two at a time, each with its progress. Without it a plain form.
(() => {
  "use strict";
  const AT_ONCE = 2;

  function uploads(form) {
    const rows = form.querySelector("[data-rows]");
    const chosen = form.querySelector("input[type=file]");
    const sum = form.querySelector("[data-sum-said]");
    const say = form.dataset;
    const queue = [];
    const count = { all: 0, done: 0, new: 0, same: 0, refused: 0 };
    let running = 0;
    form.querySelector("[data-plain-send]").hidden = true;

    const tell = () => {
      sum.textContent = say.sum.replace(/\{(\w+)\}/g, (_all, name) => count[name]);
    };
    const element = (tag, css, text) => {
      const made = document.createElement(tag);
      made.className = css;
      if (text !== undefined) made.textContent = text;
      return made;
    };

    function waitingRow(file) {
      const row = element("li", "photo-row");
      const words = element("div", "photo-row-words");
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      row.append(element("span", "photo-row-picture"), words);
      words.append(element("span", "photo-row-name", file.name), bar, element("span", "desk-soft", say.waiting));
      rows.prepend(row);
      return row;
    }
    function refused(row, file, reason) {
      row.className = "photo-row photo-row-refused";
      row.dataset.state = "refused";
      row.querySelector(".photo-row-words").replaceChildren(
        element("span", "desk-badge desk-withheld", say.refused), element("span", "photo-row-name", file.name),
        element("span", "photo-row-reason", reason));
      finished("refused");
    }
    function finished(state) {
      count.done += 1;
      count[state] += 1;
      running -= 1;
      tell();
      next();
    }
    function answered(row, file, request) {
      const answer = document.createElement("template");
      answer.innerHTML = request.responseText;
      const rowOf = answer.content.querySelector("li[data-state]");
      if (request.status === 200 && rowOf) {
        row.replaceWith(rowOf);
        finished(rowOf.dataset.state);
      } else {
        refused(row, file, request.status === 200 || request.status === 403 ? say.signedOut : `${say.lost} (${request.status})`);
      }
    }
    function send({ row, file }) {
      if (file.size === 0) return refused(row, file, say.empty);
      if (file.size > Number(say.limit)) return refused(row, file, say.tooLarge);
      const body = new FormData();
      body.append("rights", form.elements.rights.value);
      body.append("files", file, file.name);
      const request = new XMLHttpRequest();
      const bar = row.querySelector("progress");
      const state = row.querySelector(".desk-soft");
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        bar.value = (100 * event.loaded) / event.total;
        state.textContent = event.loaded < event.total ? `${Math.round(bar.value)} %` : say.checking;
      });
      request.addEventListener("load", () => answered(row, file, request));
      request.addEventListener("error", () => refused(row, file, say.lost));
      request.open("POST", `${form.action}?row`);
      request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
      request.send(body);
    }
    function next() {
      while (running < AT_ONCE && queue.length) {
        running += 1;
        send(queue.shift());
      }
    }
    function take(files) {
      for (const file of files) {
        count.all += 1;
        queue.push({ row: waitingRow(file), file });
      }
      if (files.length) tell();
      next();
    }

    chosen.addEventListener("change", () => {
      take([...chosen.files]);
      chosen.value = "";
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.add("photo-dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) form.classList.remove("photo-dropping");
    });
    document.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.remove("photo-dropping");
      take([...event.dataTransfer.files]);
    });
    document.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files || [])].filter((file) => file.type.startsWith("image/"));
      if (files.length) take(files);
    });
    window.addEventListener("beforeunload", (event) => {
      if (running) event.preventDefault();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("[data-photo-upload]")) uploads(form);
  });
})();
