// The dialog that finds photos by thumbnail. `window.pickPhotos` returns a promise of the chosen photos, null if it was
// closed; `window.uploadPhoto` adds a dropped file to the library, or to the photo that copy has announced.
(() => {
  "use strict";
  const PAUSE = 250;
  const ARROWS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  const words = () => document.getElementById("photo-words").dataset;
  const address = () => words().address;

  function element(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children);
    return made;
  }

  async function ask(params) {
    const answer = await fetch(`${address()}?${new URLSearchParams(params)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`error ${answer.status}`);
    return answer.json();
  }

  async function uploadPhoto(file, announced = null) {
    const body = new FormData();
    if (announced) body.append("photo", announced);
    body.append("file", file, file.name);
    const token = window.deskForms.token(document.getElementById("photo-words").closest("form"));
    const sent = await fetch(address(), { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } }).catch(() => null);
    const answer = await sent?.json().catch(() => null);
    if (answer?.photo) return answer.photo;
    throw new Error(answer?.refused ?? words().lost);
  }

  function field(label, control) {
    return element("label", { className: "desk-field" }, element("span", { textContent: label }), control);
  }

  function build(say) {
    const search = element("input", { type: "search", className: "desk-input", name: "q", autocomplete: "off" });
    const agency = element("select", { className: "desk-input" }, new Option(say.anyAgency, ""));
    const since = element("input", { type: "date", className: "desk-input" });
    const rights = element("select", { className: "desk-input" }, ...[["site", say.forSite], ["partner", say.forPartners], ["social", say.forSocial]].map(([value, text]) => new Option(text, value)));
    const grid = element("ul", { className: "photo-grid" });
    const told = element("p", { className: "desk-count" });
    told.setAttribute("role", "status");
    const more = element("button", { type: "button", className: "desk-button desk-small", textContent: say.more, hidden: true });
    const take = element("button", { type: "button", className: "desk-button desk-primary", textContent: say.take });
    const close = element("button", { type: "button", className: "desk-button", textContent: say.close });
    const heading = element("h2", { id: "photo-picker-title", textContent: say.pick });
    const file = element("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/avif,image/tiff", hidden: say.upload === undefined });
    const filters = element("div", { className: "photo-filters" }, field(say.search, search), field(say.agency, agency), field(say.since, since), field(say.rights, rights));
    const foot = element("div", { className: "photo-foot" }, file.hidden ? "" : field(say.upload, file), element("span", { className: "desk-buttons" }, close, take));
    const dialog = element("dialog", { className: "desk-dialog photo-picker" }, heading, filters, told, element("div", { className: "photo-scroll" }, grid, more), foot);
    dialog.setAttribute("aria-labelledby", heading.id);
    return { dialog, search, agency, since, rights, grid, told, more, take, close, file };
  }

  function thumbnail(photo, several) {
    const picture = photo.thumb ? element("img", { src: photo.thumb, alt: "", loading: "lazy" }) : element("span", { className: "desk-no-file" });
    const button = element("button", { type: "button", title: photo.name }, picture, element("span", { textContent: photo.name }), element("span", { className: "desk-soft", textContent: [photo.credit, photo.taken].filter(Boolean).join(" · ") }));
    button.insertAdjacentHTML("beforeend", photo.lights ?? "");
    if (several) button.setAttribute("aria-pressed", "false");
    return button;
  }

  // Arrow keys go from thumbnail to thumbnail, up and down by rows.
  function step(event, grid) {
    const all = [...grid.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const columns = all.filter((one) => one.offsetTop === all[0].offsetTop).length || 1;
    const by = { ...ARROWS, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
  }

  function pickPhotos({ several = false, chosen = [] } = {}) {
    const say = words();
    const parts = build(say);
    const { dialog, search, grid, told, more, take } = parts;
    const picked = new Map(chosen.map((photo) => [photo.id, photo]));
    let start = 0;
    let asked = 0;
    let problem = "";
    document.body.append(dialog);

    return new Promise((resolve) => {
      const finish = (photos) => {
        dialog.close();
        dialog.remove();
        resolve(photos);
      };
      const tell = () => {
        take.disabled = picked.size === 0;
        const count = grid.childElementCount;
        told.textContent = [count ? "" : problem || say.none, several && picked.size ? say.chosen.replace("{n}", picked.size) : ""].filter(Boolean).join(" ");
      };
      const toggle = (button, photo) => {
        if (!several) return finish([photo]);
        if (!picked.delete(photo.id)) picked.set(photo.id, photo);
        button.setAttribute("aria-pressed", String(picked.has(photo.id)));
        tell();
        return undefined;
      };
      const show = (photos) => {
        for (const photo of photos) {
          const button = thumbnail(photo, several);
          if (several) button.setAttribute("aria-pressed", String(picked.has(photo.id)));
          button.addEventListener("click", () => toggle(button, photo));
          button.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || !several) return;
            event.preventDefault(); // Enter takes the photo with those chosen before, the space bar chooses it
            picked.set(photo.id, photo);
            finish([...picked.values()]);
          });
          grid.append(element("li", {}, button));
        }
      };
      async function find(from = 0) {
        asked += 1;
        const mine = asked;
        const params = { q: search.value, agency: parts.agency.value, since: parts.since.value, rights: parts.rights.value, start: from };
        try {
          const found = await ask(params);
          if (mine !== asked) return;
          if (!from) grid.replaceChildren();
          if (parts.agency.options.length === 1) parts.agency.append(...found.agencies.map(([code, name]) => new Option(name, code)));
          show(found.photos);
          start = found.next;
          problem = found.problem;
          more.hidden = found.next === null;
          tell();
        } catch {
          if (mine === asked) told.textContent = say.lost;
        }
      }

      let waiting = 0;
      const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(find, PAUSE);
      };
      search.addEventListener("input", later);
      for (const one of [parts.agency, parts.since, parts.rights]) one.addEventListener("change", () => find());
      search.addEventListener("keydown", (event) => {
        if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "Enter")) return;
        event.preventDefault();
        event.stopPropagation(); // the grid takes a further step otherwise
        grid.querySelector("button")?.focus();
      });
      more.addEventListener("click", () => find(start));
      take.addEventListener("click", () => finish([...picked.values()]));
      parts.close.addEventListener("click", () => finish(null));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        finish(null);
      });
      dialog.addEventListener("keydown", (event) => {
        event.stopPropagation(); // keys of the page behind
        step(event, grid);
      });
      parts.file.addEventListener("change", async () => {
        told.textContent = say.uploading.replace("{name}", parts.file.files[0].name);
        try {
          const photo = await uploadPhoto(parts.file.files[0]);
          finish([...picked.values(), photo]);
        } catch (refused) {
          told.textContent = refused.message;
          parts.file.value = "";
        }
      });
      dialog.showModal();
      search.focus();
      find();
    });
  }

  addEventListener("load", () => {
    if (!document.getElementById("photo-words")) return;
    window.deskKeys.register("story", [
      { keys: ["Alt+Shift+P"], label: "insertPicture" },
      { keys: ["Alt+ArrowUp", "Alt+ArrowDown"], label: "movePicture" },
    ]);
  });
  window.pickPhotos = pickPhotos;
  window.uploadPhoto = uploadPhoto;
  window.findPhotos = (ids) => ask({ ids: ids.join(",") }).then((answer) => answer.photos);
})();
