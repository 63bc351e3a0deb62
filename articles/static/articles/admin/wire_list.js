// The live list of the wire desk: new items come to the top without moving the reader's place, and single keys do
// everything that the buttons do.
(() => {
  "use strict";
  const SIDE_FROM = 1024;
  const RETRY_AFTER = 5_000;
  const OVERLAP = 200; // ids that the server looks at again
  let root, list, side, said, bar, undoBar;
  let newest = 0;
  let next = "";
  let waiting = []; // rows that came while the reader was further down
  let dismissed = []; // rows that can be listed again, the last one first
  let current = null;
  let asking = false;
  let askAgain = false;

  const rows = () => [...list.querySelectorAll(".wire-row:not([hidden])")];
  const linkOf = (row) => row?.querySelector(".wire-open");
  const inField = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? "");
  const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");

  function say(words) {
    said.textContent = words;
  }

  function address(more) {
    const query = new URLSearchParams(location.search);
    query.delete("before");
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return `${root.dataset.rows}?${query}`;
  }

  async function load(more) {
    const answer = await fetch(address(more), { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("no rows");
    const found = await answer.json();
    const holder = document.createElement("template");
    holder.innerHTML = found.html;
    return { ...found, rows: [...holder.content.querySelectorAll(".wire-row")] };
  }

  // Times have microseconds and compare as text: the seconds have ten digits until the year 2286.
  function isNewer(one, other) {
    if (one.dataset.at !== other.dataset.at) return one.dataset.at > other.dataset.at;
    return Number(one.dataset.id) > Number(other.dataset.id);
  }

  function markSuperseded(row) {
    const matter = row.dataset.matter;
    if (!matter) return;
    for (const other of list.querySelectorAll(".wire-row")) {
      if (other === row || other.dataset.matter !== matter || Number(other.dataset.id) > Number(row.dataset.id)) continue;
      if (other.classList.contains("wire-muted")) continue;
      other.classList.add("wire-muted");
      const badge = document.createElement("span");
      badge.className = "desk-badge desk-draft";
      badge.textContent = root.dataset.superseded;
      other.querySelector(".wire-facts").prepend(badge, " ");
    }
  }

  function insert(row) {
    const before = [...list.children].find((other) => isNewer(row, other));
    list.insertBefore(row, before ?? null);
    row.classList.add("wire-came");
    markSuperseded(row);
  }

  // Keep the row that the reader looks at in its place.
  function insertAll(added) {
    const anchor = document.activeElement?.closest?.(".wire-row") ?? (isAtTop() ? null : rows().find((row) => row.getBoundingClientRect().top > 0));
    const top = anchor?.getBoundingClientRect().top;
    for (const row of added) insert(row);
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - top);
    root.querySelector("[data-wire-empty]").hidden = rows().length > 0;
  }

  function isAtTop() {
    return list.getBoundingClientRect().top >= 0;
  }

  function showWaiting() {
    const count = waiting.length;
    bar.hidden = !count;
    const words = count === 1 ? root.dataset.newOne : fill(root.dataset.newMany, { n: count });
    bar.querySelector("span:last-child").textContent = words;
    return words;
  }

  function takeWaiting() {
    if ("later" in root.dataset) {
      const query = new URLSearchParams(location.search);
      query.delete("before");
      location.search = query;
      return;
    }
    const added = waiting;
    waiting = [];
    showWaiting();
    for (const row of added) insert(row);
    scrollTo({ top: 0 });
    linkOf(rows()[0])?.focus({ preventScroll: true });
  }

  function receive(found) {
    newest = Math.max(newest, found.newest);
    const known = new Set([...list.children, ...waiting].map((row) => row.dataset.id));
    const added = found.rows.filter((row) => !known.has(row.dataset.id) && !dismissed.some((one) => one.dataset.id === row.dataset.id));
    const last = list.lastElementChild; // what is older belongs to a page that is not loaded
    const fresh = next && last ? added.filter((row) => isNewer(row, last)) : added;
    if (!fresh.length) return;
    if (isAtTop() && !("later" in root.dataset)) {
      insertAll(fresh);
      say(fresh.length === 1 ? `${root.dataset.newOne}: ${linkOf(fresh[0]).textContent}` : fill(root.dataset.newMany, { n: fresh.length }));
    } else {
      waiting = [...fresh, ...waiting];
      say(showWaiting());
    }
  }

  async function refresh() {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    try {
      const known = [...list.children, ...waiting, ...dismissed].map((row) => Number(row.dataset.id));
      receive(await load({ since: newest, known: known.filter((id) => id > newest - OVERLAP).join(",") }));
    } catch {
      say(root.dataset.offline);
      setTimeout(refresh, RETRY_AFTER);
    } finally {
      asking = false;
    }
    if (askAgain) {
      askAgain = false;
      refresh();
    }
  }

  async function loadOlder() {
    const button = root.querySelector("[data-wire-older]");
    if (!next || button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const found = await load({ before: next });
      const known = new Set([...list.children].map((row) => row.dataset.id));
      const added = found.rows.filter((row) => !known.has(row.dataset.id));
      list.append(...added);
      next = found.next;
      button.parentElement.hidden = !next;
      linkOf(added[0])?.focus();
    } catch {
      say(root.dataset.offline);
    } finally {
      button.ariaBusy = "false";
    }
  }

  function focusRow(row) {
    if (!row) return;
    current = row;
    const link = linkOf(row);
    link.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    if (!side.hidden) preview(row);
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current?.isConnected && !current.hidden ? current : null);
    if (step > 0 && at === all.length - 1) {
      loadOlder();
      return;
    }
    focusRow(all[at < 0 ? 0 : Math.max(0, at + step)]);
  }

  async function preview(row) {
    if (innerWidth < SIDE_FROM) {
      linkOf(row).click();
      return;
    }
    side.dataset.id = row.dataset.id;
    try {
      const answer = await fetch(`${linkOf(row).pathname.replace(/change\/$/, "")}preview/`);
      if (!answer.ok || side.dataset.id !== row.dataset.id) return;
      side.innerHTML = await answer.text();
      side.hidden = false;
      root.classList.add("wire-with-side");
      for (const one of list.querySelectorAll(".wire-shown")) one.classList.remove("wire-shown");
      row.classList.add("wire-shown");
      row.scrollIntoView({ block: "nearest" });
    } catch {
      say(root.dataset.offline);
    }
  }

  function closePreview() {
    side.hidden = true;
    delete side.dataset.id;
    root.classList.remove("wire-with-side");
    for (const one of list.querySelectorAll(".wire-shown")) one.classList.remove("wire-shown");
    linkOf(current)?.focus({ preventScroll: true });
  }

  function togglePreview(row) {
    if (!side.hidden && side.dataset.id === row.dataset.id) closePreview();
    else preview(row);
  }

  async function post(row, step) {
    const token = root.querySelector("[data-wire-token] input").value;
    const answer = await fetch(`${linkOf(row).pathname.replace(/change\/$/, "")}${step}/`, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
    });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error("no answer");
    const found = await answer.json();
    if (!answer.ok) {
      say(found.problem);
      showUndo(found.problem, false);
    }
    return answer.ok;
  }

  function showUndo(words, may) {
    undoBar.hidden = false;
    undoBar.firstElementChild.textContent = words;
    undoBar.querySelector("button").hidden = !may;
  }

  async function dismiss(row) {
    if (!root.querySelector("[data-wire=dismiss]") || !row.querySelector("[data-wire=dismiss]")) return;
    const all = rows();
    const at = all.indexOf(row);
    try {
      if (!(await post(row, "dismiss"))) return;
    } catch {
      say(root.dataset.offline);
      return;
    }
    row.hidden = true;
    dismissed.unshift(row);
    const words = fill(root.dataset.dismissed, { headline: linkOf(row).textContent });
    say(words);
    showUndo(words, true);
    focusRow(all[at + 1] ?? all[at - 1]);
    root.querySelector("[data-wire-empty]").hidden = rows().length > 0;
  }

  async function undo() {
    const row = dismissed[0];
    if (!row) return;
    try {
      if (!(await post(row, "restore"))) return;
    } catch {
      say(root.dataset.offline);
      return;
    }
    dismissed.shift();
    row.hidden = false;
    undoBar.hidden = !dismissed.length;
    if (dismissed.length) showUndo(fill(root.dataset.dismissed, { headline: linkOf(dismissed[0]).textContent }), true);
    say(fill(root.dataset.restored, { headline: linkOf(row).textContent }));
    focusRow(row);
  }

  const rowOfKeys = () => (current?.isConnected && !current.hidden ? current : null);
  const onRow = (step) => () => {
    const row = rowOfKeys();
    if (!row) return false;
    step(row);
    return true;
  };
  const offers = (name) => () => Boolean(root.querySelector(`[data-wire=${name}]`));

  // Arrow keys scroll the page until a row has the focus.
  function moveBy(step, event) {
    if (event.key.startsWith("Arrow") && !event.target.closest?.(".wire-row") && event.target !== document.body) return false;
    move(step);
    return true;
  }

  function openFilters() {
    const filters = root.querySelector(".wire-filters");
    filters.open = true;
    filters.querySelector("select").focus();
    filters.scrollIntoView({ block: "nearest" });
  }

  function goBack(event) {
    if (inField(event.target)) focusRow(rowOfKeys() ?? rows()[0]);
    else if (!side.hidden) closePreview();
    else return false;
    return true;
  }

  function registerKeys() {
    window.deskKeys.register("list", [
      { keys: ["j", "ArrowDown"], label: "next", run: (event) => moveBy(1, event) },
      { keys: ["k", "ArrowUp"], label: "previous", run: (event) => moveBy(-1, event) },
      { keys: ["Enter"], label: "open" },
      { keys: ["o"], label: "preview", run: onRow(togglePreview) },
      { keys: ["m"], label: "make", when: offers("make"), run: onRow((row) => row.querySelector("[data-wire=make]")?.click()) },
      { keys: ["v"], label: "versions", run: onRow((row) => location.assign(`${linkOf(row).pathname.replace(/change\/$/, "")}versions/`)) },
      { keys: ["x"], label: "dismiss", when: offers("dismiss"), run: onRow(dismiss) },
      { keys: ["u"], label: "undo", when: () => dismissed.length > 0, run: undo },
      { keys: ["."], label: "newItems", when: () => waiting.length > 0, run: takeWaiting },
      { keys: ["/"], label: "search", run: () => root.querySelector("[name=q]").focus() },
      { keys: ["f"], label: "filter", run: openFilters },
      { keys: ["Escape"], inFields: true, run: goBack },
    ]);
  }

  function onClick(event) {
    const button = event.target.closest?.("[data-wire], [data-wire-close], [data-wire-older]");
    if (!button) return;
    const row = button.closest(".wire-row");
    if (row) current = row;
    if (button.dataset.wire === "preview") togglePreview(row);
    else if (button.dataset.wire === "dismiss") dismiss(row);
    else if ("wireClose" in button.dataset) closePreview();
    else if ("wireOlder" in button.dataset) {
      event.preventDefault();
      loadOlder();
    }
  }

  // Sound and browser notices for flashes, which `alarms.js` plays and shows on every page.
  function showToggle(button) {
    const isOn = localStorage.getItem(button.dataset.wireToggle) === "on";
    button.setAttribute("aria-pressed", String(isOn));
    const icon = button.querySelector(".material-symbols-outlined");
    const [on, off] = button.dataset.wireToggle === "wire-sound" ? ["volume_up", "volume_off"] : ["notifications_active", "notifications_off"];
    icon.textContent = isOn ? on : off;
  }

  async function toggle(button) {
    const name = button.dataset.wireToggle;
    const turnsOn = localStorage.getItem(name) !== "on";
    if (turnsOn && name === "wire-notices" && (await globalThis.Notification?.requestPermission()) !== "granted") {
      say(root.dataset.noticesRefused);
      showUndo(root.dataset.noticesRefused, false);
      return;
    }
    localStorage.setItem(name, turnsOn ? "on" : "off");
    showToggle(button);
  }

  document.addEventListener("DOMContentLoaded", () => {
    root = document.getElementById("wire");
    if (!root) return;
    list = document.getElementById("wire-list");
    side = root.querySelector("[data-wire-side]");
    said = root.querySelector("[data-wire-said]");
    bar = root.querySelector("[data-wire-new]");
    undoBar = root.querySelector("[data-wire-undo]");
    newest = Number(root.dataset.newest);
    next = root.dataset.next;
    const filters = root.querySelector(".wire-filters");
    if (innerWidth < SIDE_FROM && !filters.querySelector(".wire-active")) filters.open = false;
    registerKeys();
    root.addEventListener("click", onClick);
    list.addEventListener("focusin", (event) => {
      current = event.target.closest(".wire-row") ?? current;
    });
    bar.querySelector("button").addEventListener("click", takeWaiting);
    undoBar.querySelector("button").addEventListener("click", undo);
    for (const button of root.querySelectorAll("[data-wire-toggle]")) {
      showToggle(button);
      button.addEventListener("click", () => toggle(button));
    }
    for (const field of root.querySelectorAll(".wire-filters :is(select, [type=checkbox])")) {
      field.addEventListener("change", () => field.form.requestSubmit());
    }
    root.querySelector("[data-wire-filters]").addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name); // short URLs
    });
    addEventListener("pagehide", () => history.replaceState({ row: current?.dataset.id }, ""));
    const left = history.state?.row && document.getElementById(`item-${history.state.row}`);
    if (left) focusRow(left); // back from an item
    document.addEventListener("wire:new", refresh);
    refresh(); // items that came while the page was loading
  });
})();
