// Keys of the desk's lists: j and k go from row to row, Enter opens, x marks. A list keeps its place while a row is open.
(() => {
  "use strict";
  const STORE = "desk-list-place";
  const here = location.pathname + location.search;
  let table = null;
  let current = null;

  const rows = () => [...table.querySelectorAll("tr.data-row")].filter((row) => row.offsetParent);
  const linkOf = (row) => row?.querySelector("th a[href], td a[href]");
  const searchBox = () => document.getElementById("searchbar");

  function focusRow(row) {
    current = row;
    (linkOf(row) ?? row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = rows();
    const at = all.indexOf(current);
    const next = all[at < 0 ? 0 : at + step];
    if (next) focusRow(next);
  }

  // Arrow keys scroll the page until a row has the focus.
  function moveBy(step, event) {
    if (event.key.startsWith("Arrow") && !table.contains(document.activeElement)) return false;
    move(step);
    return true;
  }

  function mark() {
    const box = current?.querySelector(".action-select");
    if (!box) return false;
    box.click();
    return true;
  }

  // Opens the page that assigns the marked rows, or the current one.
  const assigns = () => document.querySelector("[data-assigns]")?.dataset.assigns;
  function assign() {
    const marked = [...table.querySelectorAll(".action-select:checked")].map((box) => box.value);
    const ids = marked.length ? marked : [current?.querySelector(".action-select")?.value].filter(Boolean);
    if (!ids.length) return false;
    location.assign(`${assigns()}?${new URLSearchParams({ ids: ids.join(), next: location.pathname + location.search })}`);
    return true;
  }

  function leaveSearch() {
    const row = current ?? rows()[0];
    if (document.activeElement !== searchBox() || !row) return false;
    focusRow(row);
    return true;
  }

  function registerKeys() {
    const marks = () => Boolean(table.querySelector(".action-select"));
    window.deskKeys.register("list", [
      { keys: ["j", "ArrowDown"], label: "next", run: (event) => moveBy(1, event) },
      { keys: ["k", "ArrowUp"], label: "previous", run: (event) => moveBy(-1, event) },
      { keys: ["Enter"], label: "open" },
      { keys: ["x"], label: "mark", when: marks, run: mark },
      { keys: ["a"], label: "assign", when: () => Boolean(assigns()), run: assign },
      { keys: ["Escape"], inFields: true, run: leaveSearch },
    ]);
  }

  function restorePlace() {
    const left = JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
    const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    const fromRow = isBack || /\/(change|history|compare|publish|withhold|kill)\//.test(document.referrer);
    if (left.here !== here || !fromRow) return;
    requestAnimationFrame(() => {
      if (left.link) table.querySelector(`a[href="${CSS.escape(left.link)}"]`)?.focus({ preventScroll: true });
      scrollTo({ top: left.top, behavior: "instant" });
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const search = searchBox();
    if (search && window.deskKeys) window.deskKeys.register("everywhere", [{ keys: ["/"], label: "search", run: () => search.focus() }]);
    table = document.getElementById("result_list");
    if (!table) return;
    registerKeys();
    table.addEventListener("focusin", (event) => {
      current = event.target.closest("tr.data-row") ?? current;
    });
    addEventListener("pagehide", () => {
      const link = document.activeElement?.closest?.("#result_list a")?.getAttribute("href") ?? "";
      sessionStorage.setItem(STORE, JSON.stringify({ here, link, top: scrollY }));
    });
    addEventListener("load", restorePlace);
  });
})();
