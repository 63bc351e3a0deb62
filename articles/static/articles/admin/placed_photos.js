// The photos of the story form are chosen by thumbnail, in the dialog `window.pickPhotos`, instead of from a list of names.
(() => {
  "use strict";

  function element(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children);
    return made;
  }

  const changed = (field) => {
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  };

  function fill(row, photo) {
    const select = row.querySelector("select[name$=-photo]");
    select.replaceChildren(new Option(photo.name, photo.id, true, true));
    changed(select);
    const caption = row.querySelector("textarea[name$=-caption]");
    if (caption && !caption.value) {
      caption.value = photo.caption;
      changed(caption);
    }
    const [thumbnail, credit] = row.querySelectorAll(".readonly");
    thumbnail?.replaceChildren(element("img", { className: "desk-thumb", src: photo.thumb, alt: photo.name }));
    thumbnail?.insertAdjacentHTML("beforeend", photo.lights ?? "");
    credit?.replaceChildren(photo.credit, element("br"), element("a", { href: photo.page, target: "_blank", rel: "noopener", textContent: words().change }));
  }

  const words = () => document.getElementById("photo-words").dataset;

  function equip(row) {
    const select = row.querySelector("select[name$=-photo]");
    if (!select || row.querySelector("[data-pick-photo]")) return;
    const name = element("span", { textContent: select.selectedOptions[0]?.text ?? "" });
    const choose = element("button", { type: "button", className: "desk-button desk-small", textContent: words().pickOne });
    choose.dataset.pickPhoto = "";
    choose.addEventListener("click", async () => {
      const [photo] = (await window.pickPhotos()) ?? [];
      if (photo && !isPlaced(photo.id, row)) fill(row, photo);
      choose.focus();
    });
    select.addEventListener("change", () => { name.textContent = select.selectedOptions[0]?.text ?? ""; });
    const mark = element("span", { className: "desk-badge", textContent: words().inText, hidden: true });
    mark.dataset.inText = "";
    const place = element("div", { className: "photo-picked" }, name, mark, choose);
    select.closest(".related-widget-wrapper, .grow, div").before(place);
    place.parentElement.classList.add("photo-by-picture");
  }

  // A photo that copy has announced gets its file by drop or by the button, and stays in the story.
  function takeFile(row) {
    const missing = row.querySelector(".readonly .desk-no-file");
    if (!missing) return;
    const status = element("span", { className: "desk-count" });
    status.setAttribute("role", "status");
    const file = element("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/avif,image/tiff", hidden: true });
    const choose = element("button", { type: "button", className: "desk-button desk-small", textContent: words().addFile });
    const send = async (chosen) => {
      if (!chosen) return;
      status.textContent = words().uploading.replace("{name}", chosen.name);
      try {
        fill(row, await window.uploadPhoto(chosen, row.querySelector("select[name$=-photo]").value));
      } catch (refused) {
        status.textContent = refused.message;
      }
    };
    choose.addEventListener("click", () => file.click());
    file.addEventListener("change", () => send(file.files[0]));
    row.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    row.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      send(event.dataTransfer.files[0]);
    });
    missing.after(choose, file, status);
  }

  const group = () => document.querySelector("#placements-group .formset");
  const rows = () => [...group().querySelectorAll(":scope > .form-group:not(.empty-form)")];
  const isKept = (row) => !row.querySelector("input[name$=-DELETE]")?.checked;

  function isPlaced(id, except) {
    return rows().some((row) => row !== except && isKept(row) && row.querySelector("select[name$=-photo]")?.value === String(id));
  }

  // Say which photos stand in the text; the others are shown above and below it.
  function markPlaced() {
    const figures = document.querySelector("[name=body]")?.value.matchAll(/<figure data-photos="([\d ]+)"/g) ?? [];
    const placed = new Set([...figures].flatMap((found) => found[1].split(" ")));
    for (const row of rows()) {
      const mark = row.querySelector("[data-in-text]");
      if (mark) mark.hidden = !placed.has(row.querySelector("select[name$=-photo]").value);
    }
  }

  async function add(button) {
    const here = document.activeElement === document.body ? button : document.activeElement;
    const photos = (await window.pickPhotos({ several: true })) ?? [];
    for (const photo of photos.filter((one) => !isPlaced(one.id))) {
      const hasLead = rows().some((row) => isKept(row) && row.querySelector("select[name$=-role]")?.value === "lead");
      group().querySelector(".add-row").click();
      const row = rows().at(-1);
      equip(row);
      fill(row, photo);
      const role = row.querySelector("select[name$=-role]");
      role.value = hasLead ? "inline" : "lead";
      changed(role);
    }
    here.focus();
  }

  addEventListener("load", () => setTimeout(() => {
    const adding = group()?.querySelector(".add-row");
    if (!adding || !document.getElementById("photo-words")) return;
    rows().forEach(equip);
    if (words().addFile) rows().forEach(takeFile);
    document.addEventListener("formset:added", () => rows().forEach(equip));
    markPlaced();
    document.addEventListener("desk:pictures", () => setTimeout(markPlaced)); // after the editor has written its field
    const button = element("button", { type: "button", className: "desk-button", textContent: words().pick }, " ", element("kbd", { className: "desk-kbd", textContent: "F2" }));
    button.addEventListener("click", () => add(button));
    window.deskKeys.register("story", [{ keys: ["F2"], label: button, run: () => add(button) }]);
    adding.before(button);
    adding.classList.add("photo-add-by-name");
  }, 150)); // after the autocompletes and the buttons of the order
})();
