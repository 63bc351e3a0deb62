// The paste box and the review of received copy. Every key has a button; without this script both are plain forms.
(() => {
  "use strict";
  const LIMIT = 10_000_000;
  const FILE_LIMIT = 40_000_000;

  function pasteBox(form) {
    const box = form.querySelector("#copy");
    const html = form.querySelector("#copy-html");
    const kind = form.querySelector("#paste-kind");
    const file = form.querySelector("#copy-file");
    const problem = form.querySelector("#paste-problem");
    let pastedText = "";

    // The clipboard's HTML is sent only while the box still holds exactly what came with it.
    const settle = () => {
      if (html.value && box.value !== pastedText) {
        html.value = "";
        kind.textContent = "";
      }
    };
    box.addEventListener("paste", (event) => {
      const rich = event.clipboardData.getData("text/html");
      if (!rich || box.value.trim()) return;
      html.value = rich;
      setTimeout(() => {
        pastedText = box.value;
        if (!pastedText.trim()) html.value = "";
        kind.textContent = html.value ? "HTML" : "";
      });
    });
    box.addEventListener("input", () => setTimeout(settle));
    for (const name of ["dragover", "dragleave", "drop"]) {
      form.addEventListener(name, (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        form.classList.toggle("desk-dropping", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          file.files = event.dataTransfer.files;
          form.requestSubmit();
        }
      });
    }
    file.addEventListener("change", () => file.files.length && form.requestSubmit());
    form.addEventListener("submit", (event) => {
      const fileSize = file.files[0]?.size || 0;
      const limit = fileSize ? FILE_LIMIT : LIMIT;
      const size = fileSize || new Blob([html.value || box.value]).size;
      problem.hidden = size <= limit;
      if (size > limit) {
        event.preventDefault();
        problem.textContent = fileSize ? form.dataset.fileTooBig : form.dataset.tooBig;
      } else if (!file.files.length && html.value && box.value.length + html.value.length > LIMIT) {
        html.value = "";
      }
    });
    window.deskKeys.register("copy", [{ keys: ["Mod+Enter"], label: "read", run: () => form.requestSubmit() }]);
  }

  function review(form) {
    const marks = [...form.querySelectorAll("mark[data-fields]")];
    const fields = [...form.querySelectorAll(".desk-read-field")];
    const controlOf = (field) => field.querySelector("[data-looked-over]") || field.querySelector("input:not([type=checkbox]):not([type=hidden]), select, textarea") || field;
    const nameOf = (field) => field.dataset.field;

    function light(name, scroll) {
      let first = null;
      for (const mark of marks) {
        const mine = Boolean(name) && mark.dataset.fields.split(" ").includes(name);
        mark.classList.toggle("desk-lit", mine);
        if (mine && !first) first = mark;
      }
      if (first && scroll) first.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
    for (const field of fields) {
      field.addEventListener("focusin", () => light(nameOf(field), true));
      field.addEventListener("mouseenter", () => light(nameOf(field), false));
      field.addEventListener("mouseleave", () => {
        const focused = document.activeElement?.closest?.(".desk-read-field");
        light(focused ? nameOf(focused) : "", false);
      });
    }
    for (const mark of marks) {
      mark.addEventListener("click", () => {
        const names = mark.dataset.fields.split(" ");
        const field = fields.find((one) => names.includes(nameOf(one)));
        if (field) controlOf(field).focus();
      });
      mark.addEventListener("mouseenter", () => {
        const names = mark.dataset.fields.split(" ");
        fields.forEach((one) => one.classList.toggle("desk-lit-field", names.includes(nameOf(one))));
      });
      mark.addEventListener("mouseleave", () => fields.forEach((one) => one.classList.remove("desk-lit-field")));
    }

    const open = () => fields.filter((field) => field.hasAttribute("data-doubt"));
    const count = form.querySelector("#doubt-count");
    function settled(field) {
      field.removeAttribute("data-doubt");
      tell();
    }
    function tell() {
      count.textContent = open().length ? `(${open().length})` : "✓";
    }
    function next(step) {
      const doubts = open();
      if (!doubts.length) return;
      const here = fields.indexOf(document.activeElement?.closest?.(".desk-read-field"));
      const places = doubts.map((field) => fields.indexOf(field));
      let place = step > 0 ? places.find((one) => one > here) : places.findLast((one) => one < here);
      place ??= step > 0 ? places[0] : places.at(-1);
      controlOf(fields[place]).focus();
    }
    const onward = (field) => {
      const following = fields[fields.indexOf(field) + 1];
      if (following) controlOf(following).focus();
    };
    function accept(field) {
      const control = controlOf(field);
      const proposal = field.querySelector("[data-proposal]");
      if (proposal && !control.value) {
        control.value = proposal.textContent;
        field.querySelector(".desk-proposal input").checked = true;
      }
      if (control.tagName !== "SELECT" || control.value) settled(field);
      onward(field);
    }
    function reject(field) {
      const control = controlOf(field);
      if (control.tagName === "SELECT") {
        if ([...control.options].some((option) => option.value === "nobody")) control.value = "nobody";
      } else {
        control.value = "";
        const box = field.querySelector(".desk-proposal input");
        if (box) box.checked = false;
      }
      settled(field);
      onward(field);
    }
    // All of the line is selected (as Tab leaves it) or nothing is in it: then Del means the value, not a letter.
    function means(control) {
      if (control.tagName === "SELECT") return true;
      if (control.tagName === "TEXTAREA" && control.value.includes("\n")) return false;
      return control.selectionStart === 0 && control.selectionEnd === control.value.length;
    }

    form.addEventListener("change", (event) => {
      const field = event.target.closest(".desk-read-field");
      if (field && event.target.value) settled(field);
    });
    form.querySelector("[data-sets-tag]")?.addEventListener("change", (event) => {
      const tag = form.elements.tag_raw;
      if (event.target.value) tag.value = event.target.value;
      tag.dispatchEvent(new Event("input", { bubbles: true }));
    });
    for (const button of form.querySelectorAll("[data-looked-over]")) {
      button.addEventListener("click", () => {
        const field = button.closest(".desk-read-field");
        button.closest(".desk-note-box").remove();
        settled(field);
        onward(field);
      });
    }
    for (const button of form.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => {
        const field = button.closest(".desk-read-field");
        const control = controlOf(field);
        control.value = button.dataset.choose;
        settled(field);
        control.focus();
      });
    }
    form.querySelector("[data-next-doubt]").addEventListener("click", () => next(1));
    const onField = (step, applies) => (event) => {
      const field = event.target.closest?.(".desk-read-field");
      if (!field || event.target !== controlOf(field) || !applies(event.target)) return false;
      step(field);
      return true;
    };
    window.deskKeys.register("copy", [
      { keys: ["Tab"], label: "nextField" },
      { keys: ["Enter"], label: "accept", inFields: true, run: onField(accept, (control) => control.tagName !== "TEXTAREA") },
      { keys: ["Delete"], label: "reject", inFields: true, run: onField(reject, means) },
      { keys: ["F8"], label: "nextDoubt", run: () => next(1) },
      { keys: ["Shift+F8"], label: "previousDoubt", run: () => next(-1) },
      { keys: ["Mod+Enter"], label: "create", run: () => form.requestSubmit(form.querySelector('[name="_create"]')) },
      { keys: ["Mod+Shift+Enter"], label: "entry", run: () => form.requestSubmit(form.querySelector('[name="_entry"]')) },
    ]);
    tell();
    const first = fields.find((field) => field.classList.contains("desk-field-wrong")) ?? fields.find((field) => nameOf(field) === "headline") ?? fields[0];
    const begin = () => {
      controlOf(first).focus();
      controlOf(first).select?.();
    };
    begin();
    document.addEventListener("alpine:initialized", () => requestAnimationFrame(begin));
  }

  // Ask for the step of long copy until it was read. Only a change is put in, so that it is announced once.
  function waitFor(place) {
    const ask = async () => {
      const answer = await fetch("?poll=1").catch(() => null);
      if (answer?.status === 204 || answer?.redirected) {
        location.replace("?after=1");
        return;
      }
      if (answer?.ok) {
        const now = document.createElement("template");
        now.innerHTML = await answer.text();
        const [said, saysNow] = [place, now.content].map((part) => part.querySelector("[data-said]"));
        if (said.textContent !== saysNow.textContent) {
          said.textContent = saysNow.textContent;
          saysNow.replaceWith(said);
          place.replaceChildren(now.content);
        }
      }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 700);
  }

  const reading = document.querySelector("[data-reading]");
  if (reading) waitFor(reading);
  const box = document.getElementById("paste-form");
  if (box) pasteBox(box);
  const form = document.getElementById("review-form");
  if (form) review(form);
})();
