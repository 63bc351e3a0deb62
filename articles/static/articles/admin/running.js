// A running story at the desk: Enter twice publishes, dropped pictures are uploaded, entries of others appear by themselves.
(() => {
  "use strict";
  const form = document.getElementById("entry-form");
  const EVERY = 10_000;
  const KEPT = "desk-enter-publishes";

  function enterPublishes() {
    const text = form.querySelector("[data-entry-text]");
    const button = form.querySelector("[name=_publish]");
    const choice = form.querySelector("[data-enter-publishes]");
    if (!button) return;
    choice.checked = localStorage.getItem(KEPT) !== "0";
    choice.addEventListener("change", () => localStorage.setItem(KEPT, choice.checked ? "1" : "0"));
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
      const atEnd = text.selectionStart === text.value.length && text.value.endsWith("\n") && text.value.trim();
      if (!event.ctrlKey && !event.metaKey && !(choice.checked && atEnd)) return;
      event.preventDefault();
      form.requestSubmit(button);
    });
  }

  function pictures() {
    const shown = form.querySelector("[data-photos]");
    const problem = form.querySelector("[data-photo-problem]");
    const field = form.elements.photos;
    const ids = () => field.value.split(",").filter(Boolean);
    function add(photo) {
      if (ids().includes(String(photo.id))) return;
      field.value = [...ids(), photo.id].join(",");
      draw(photo);
    }
    function draw(photo) {
      const row = document.createElement("li");
      const image = Object.assign(document.createElement("img"), { src: photo.thumb, alt: photo.caption || photo.name });
      const remove = Object.assign(document.createElement("button"), { type: "button", className: "desk-button desk-small", textContent: form.dataset.remove });
      remove.addEventListener("click", () => {
        field.value = ids().filter((id) => id !== String(photo.id)).join(",");
        row.remove();
      });
      const words = Object.assign(document.createElement("input"), { name: `alt-${photo.id}`, className: "desk-input", placeholder: form.dataset.alt, maxLength: 500 });
      words.setAttribute("aria-label", form.dataset.alt);
      row.append(image, words, photo.note, remove);
      shown.append(row);
    }
    async function send(file) {
      const body = new FormData();
      body.append("file", file, file.name);
      const own = form.querySelector("[data-own]");
      if (own.checked) {
        body.append("rights", "own");
        body.append("credit", own.dataset.credit);
      }
      problem.hidden = true;
      const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      const answer = await fetch(form.dataset.upload, { method: "POST", body, headers }).catch(() => null);
      const told = await answer?.json().catch(() => null);
      if (told?.photo) return add(told.photo);
      problem.textContent = told?.problem ?? file.name;
      problem.hidden = false;
    }
    form.querySelector("[data-pick]")?.addEventListener("change", (event) => [...event.target.files].forEach(send));
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        form.classList.toggle("running-dropping", name === "dragover");
        if (name === "drop") [...event.dataTransfer.files].forEach(send);
      });
    }
    form.addEventListener("paste", (event) => [...(event.clipboardData?.files ?? [])].forEach(send));
    if (field.value) fetch(`${form.dataset.upload}?ids=${field.value}`).then((answer) => answer.json()).then(({ photos }) => photos.forEach(draw));
  }

  function refresh() {
    const place = document.querySelector("[data-entries]");
    setInterval(async () => {
      if (document.hidden || place.contains(document.activeElement)) return;
      const answer = await fetch(place.dataset.entries).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-entry-list]");
      const old = place.querySelector("[data-entry-list]");
      if (list && list.textContent !== old.textContent) old.replaceWith(list);
    }, EVERY);
  }

  if (form) {
    enterPublishes();
    pictures();
  }
  refresh();
})();
