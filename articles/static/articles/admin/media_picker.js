// The dialog that finds audio and video. `window.pickMedia` returns a promise of the chosen file, null if it was closed.
(() => {
  "use strict";
  const PAUSE = 250;
  const words = () => document.getElementById("media-words").dataset;

  function element(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children);
    return made;
  }

  const field = (label, control) => element("label", { className: "desk-field" }, element("span", { textContent: label }), control);

  async function ask(params) {
    const answer = await fetch(`${words().address}?${new URLSearchParams(params)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`error ${answer.status}`);
    return answer.json();
  }

  // A file over the limit is refused here: it would be sent for nothing.
  async function upload(file, credit, rights) {
    if (file.size > Number(words().limit)) throw new Error(words().large);
    const body = new FormData();
    body.append("credit", credit);
    body.append("rights", rights);
    body.append("file", file, file.name);
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const sent = await fetch(words().address, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } }).catch(() => null);
    const answer = await sent?.json().catch(() => null);
    if (answer?.medium) return answer.medium;
    throw new Error(answer?.refused ?? words().lost);
  }

  function describe(file) {
    const sign = element("span", { className: "desk-no-file", textContent: file.kind === "audio" ? "♪" : "▶" });
    const picture = file.thumb ? element("img", { src: file.thumb, alt: "", loading: "lazy" }) : sign;
    const facts = element("span", { className: "desk-soft", textContent: [file.facts, file.credit, file.note].filter(Boolean).join(" · ") });
    return element("button", { type: "button", title: file.name }, picture, element("span", { textContent: file.name }), facts);
  }

  function build(say) {
    const search = element("input", { type: "search", className: "desk-input", autocomplete: "off" });
    const grid = element("ul", { className: "photo-grid" });
    const told = element("p", { className: "desk-count" });
    told.setAttribute("role", "status");
    const more = element("button", { type: "button", className: "desk-button desk-small", textContent: say.more, hidden: true });
    const file = element("input", { type: "file", accept: say.accept });
    const credit = element("input", { type: "text", className: "desk-input", maxLength: 300 });
    const rights = element("select", { className: "desk-input" }, new Option(say.own, "own"), new Option(say.site, "site"), new Option(say.contract, "contract"));
    const send = element("button", { type: "button", className: "desk-button desk-primary", textContent: say.send, disabled: true });
    const close = element("button", { type: "button", className: "desk-button", textContent: say.close });
    const heading = element("h2", { id: "media-picker-title", textContent: say.pick });
    const adding = say.upload === undefined ? "" : element("div", { className: "photo-filters media-adding" }, field(say.upload, file), field(say.credit, credit), field(say.rights, rights), send);
    const dialog = element("dialog", { className: "desk-dialog photo-picker" }, heading, field(say.search, search), told, element("div", { className: "photo-scroll" }, grid, more), adding, element("div", { className: "photo-foot" }, close));
    dialog.setAttribute("aria-labelledby", heading.id);
    return { dialog, search, grid, told, more, file, credit, rights, send, close };
  }

  // Arrow keys go from file to file, up and down by rows.
  function step(event, grid) {
    const all = [...grid.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const columns = all.filter((one) => one.offsetTop === all[0].offsetTop).length || 1;
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
  }

  function pickMedia() {
    const say = words();
    const { dialog, search, grid, told, more, file, credit, rights, send, close } = build(say);
    let start = 0;
    let asked = 0;
    let waiting = 0;
    document.body.append(dialog);

    return new Promise((resolve) => {
      const finish = (found) => {
        dialog.close();
        dialog.remove();
        resolve(found);
      };
      async function find(from = 0) {
        asked += 1;
        const mine = asked;
        try {
          const found = await ask({ q: search.value, start: from });
          if (mine !== asked) return;
          if (!from) grid.replaceChildren();
          for (const one of found.media) {
            const button = describe(one);
            button.addEventListener("click", () => finish(one));
            grid.append(element("li", {}, button));
          }
          start = found.next;
          more.hidden = found.next === null;
          told.textContent = grid.childElementCount ? "" : say.none;
        } catch {
          if (mine === asked) told.textContent = say.lost;
        }
      }
      async function sendFile() {
        const [chosen] = file.files;
        told.textContent = say.uploading.replace("{name}", chosen.name);
        send.disabled = true;
        try {
          finish(await upload(chosen, credit.value, rights.value));
        } catch (refused) {
          told.textContent = refused.message;
          send.disabled = false;
        }
      }

      search.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(find, PAUSE);
      });
      search.addEventListener("keydown", (event) => {
        if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "Enter")) return;
        event.preventDefault();
        event.stopPropagation(); // the grid takes a further step otherwise
        grid.querySelector("button")?.focus();
      });
      more.addEventListener("click", () => find(start));
      file.addEventListener("change", () => { send.disabled = !file.files.length; });
      send.addEventListener("click", sendFile);
      close.addEventListener("click", () => finish(null));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        finish(null);
      });
      dialog.addEventListener("keydown", (event) => {
        event.stopPropagation(); // keys of the page behind
        step(event, grid);
      });
      dialog.showModal();
      search.focus();
      find();
    });
  }

  addEventListener("load", () => {
    if (!document.getElementById("media-words")) return;
    window.deskKeys.register("story", [{ keys: ["Alt+Shift+V"], label: "insertMedia" }]);
  });
  window.pickMedia = pickMedia;
  window.findMedia = (ids) => ask({ ids: ids.join(",") }).then((answer) => answer.media);
})();
