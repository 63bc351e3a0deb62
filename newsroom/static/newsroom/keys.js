// Keys of the desk. Each script registers its own; one listener runs them, and the dialog of keys is made from them.
//
//   deskKeys.register("list", [{ keys: ["j"], label: "next", run: () => move(1) }]);
//
// `label` names a text of the element #desk-key-labels, or an element whose text is the label. `run` returns false if it
// has nothing to do. Without `run` the key is the browser's or Unfold's own and is only listed. `when` says whether the
// key works on this screen now. Single characters work only outside of fields and for accounts that have them on;
// other keys work in fields too only with Ctrl, as F keys, or with `inFields`.
(() => {
  "use strict";
  const GROUPS = ["page", "list", "copy", "story", "everywhere"];
  const NAMED = { Mod: "mod", Shift: "shift", Delete: "delete", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", " ": "space" };
  const registered = [];
  let labels = {};

  const isOn = () => labels.single !== "off";
  const isSingle = (key) => key.length === 1;
  const inField = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? "");
  // Checkboxes take only the space bar.
  const takesLetters = (target) => inField(target) && !/^(checkbox|radio)$/.test(target.type ?? "");
  const inDialog = (target) => Boolean(target.closest?.("dialog, [role=dialog]"));

  function register(group, entries) {
    for (const entry of entries) registered.push({ group, when: () => true, ...entry });
  }

  function nameOf(event) {
    const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
    const alt = event.altKey ? "Alt+" : "";
    const key = event.key.length === 1 && (mod || alt) ? event.key.toLowerCase() : event.key;
    const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
    return mod + alt + shift + key;
  }

  const listIsOpen = () => Boolean(document.querySelector("[data-keys-dialog]")?.checkVisibility());

  function mayRun(entry, name, target) {
    if (!entry.run || !entry.keys.includes(name) || (inDialog(target) && !entry.inDialogs)) return false;
    if (isSingle(name)) return isOn() && !takesLetters(target);
    return !inField(target) || entry.inFields || /^(Mod|Alt|(Shift\+)?F\d)/.test(name);
  }

  // Registered in the window's capture phase, so that Unfold does not run its own keys as well.
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || !event.key || listIsOpen()) return;
    const name = nameOf(event);
    for (const entry of registered) {
      if (!mayRun(entry, name, event.target) || !entry.when() || entry.run(event) === false) continue;
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // Unfold runs letters in select fields, too, where they choose an option.
    if (isSingle(name) && (event.target.tagName === "SELECT" || (!isOn() && !inField(event.target)))) event.stopImmediatePropagation();
  }, true);

  function textOf(element) {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll("kbd, .material-symbols-outlined")) part.remove();
    return copy.textContent.replace(/\s+/g, " ").trim() || element.title;
  }
  const labelOf = ({ label }) => (typeof label === "string" ? labels[label] : label && textOf(label));

  function keyCaps(name) {
    return name.split(/(?<=.)\+/).map((part) => labels[NAMED[part]] ?? NAMED[part] ?? part).join(" + ");
  }

  function line(entry) {
    const row = document.createElement("li");
    row.append(Object.assign(document.createElement("span"), { textContent: labelOf(entry) }));
    const caps = document.createElement("span");
    for (const name of entry.keys) {
      caps.append(" ", Object.assign(document.createElement("kbd"), { className: "desk-kbd", textContent: keyCaps(name) }));
    }
    row.append(caps);
    return row;
  }

  // Made again each time it opens: a screen may have changed since.
  function list() {
    const place = document.querySelector("[data-key-list]");
    place.replaceChildren();
    for (const group of GROUPS) {
      const entries = registered.filter((entry) => entry.group === group && labelOf(entry) && entry.when());
      if (!entries.length) continue;
      const heading = Object.assign(document.createElement("h2"), { textContent: labels[`${group}Group`] });
      const rows = document.createElement("ul");
      rows.append(...entries.map(line));
      place.append(heading, rows);
    }
  }

  function dismiss(hint) {
    const body = new URLSearchParams({ hint: hint.dataset.hint, csrfmiddlewaretoken: labels.token });
    fetch(labels.account, { method: "POST", body, keepalive: true }).catch(() => null);
    hint.remove();
    const main = document.getElementById("main");
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }

  async function choose(box) {
    labels.single = box.checked ? "on" : "off";
    for (const other of document.querySelectorAll("[data-single-keys]")) other.checked = box.checked;
    const said = document.querySelector("[data-single-keys-said]");
    const body = new URLSearchParams({ single_keys: labels.single, csrfmiddlewaretoken: labels.token });
    const answer = await fetch(labels.account, { method: "POST", body }).catch(() => null);
    if (said) said.textContent = answer?.ok ? "" : labels.notStored;
  }

  const click = (element) => () => element.click();
  const found = (selector) => () => Boolean(document.querySelector(selector));

  function registerOwn() {
    register("page", [...document.querySelectorAll("[data-key]")].map((one) => (
      { keys: [one.dataset.key], label: one, when: () => one.isConnected, run: click(one) })));
    const copy = document.querySelector('#nav-sidebar a[href$="/from-copy/"], a[href$="/from-copy/"]');
    const look = document.querySelector("[data-look]");
    const plan = document.querySelector('#nav-sidebar a[href$="/article/plan/"]');
    if (plan) register("everywhere", [{ keys: ["p"], label: "plan", run: click(plan) }]);
    if (copy) register("everywhere", [{ keys: ["n"], label: "copy", run: click(copy) }]);
    if (look) register("story", [{ keys: ["v"], label: look, run: click(look) }]);
    // Unfold's own keys.
    register("everywhere", [
      { keys: ["c"], label: "add", when: () => found(".addlink")() && !found("[data-key=c]")() },
      { keys: ["f"], label: "filter", when: found(".filter-open-button") },
      { keys: ["Mod+k"], label: "command", when: found("#nav-sidebar") },
      { keys: ["["], label: "menu", when: found("#nav-sidebar") },
      { keys: ["Mod+e"], label: "theme" },
      { keys: ["Escape"], label: "close" },
      { keys: ["?"], label: "keys" },
    ]);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const words = document.getElementById("desk-key-labels");
    if (!words) return; // not signed in
    labels = words.dataset;
    registerOwn();
    for (const button of document.querySelectorAll("[data-dismiss-hint]")) button.addEventListener("click", () => dismiss(button.closest("[data-hint]")));
    for (const box of document.querySelectorAll("[data-single-keys]")) box.addEventListener("change", () => choose(box));
    const place = document.querySelector("[data-key-list]");
    new MutationObserver(list).observe(place.closest("[data-keys-dialog]"), { attributes: true, attributeFilter: ["style"] });
    list();
  });

  window.deskKeys = { register, isOn };
})();
