// Restores scroll position and focus when the editor returns from a story to the list.
(() => {
  "use strict";
  const STORE = "desk-list-place";
  const here = location.pathname + location.search;

  addEventListener("pagehide", () => {
    const link = document.activeElement?.closest?.("#result_list a")?.getAttribute("href") ?? "";
    sessionStorage.setItem(STORE, JSON.stringify({ here, link, top: scrollY }));
  });
  addEventListener("load", () => {
    const left = JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
    const fromStory = /\/(change|history|compare|publish|withhold|kill)\//.test(document.referrer);
    if (left.here !== here || !fromStory) return;
    requestAnimationFrame(() => {
      if (left.link) document.querySelector(`#result_list a[href="${CSS.escape(left.link)}"]`)?.focus({ preventScroll: true });
      scrollTo({ top: left.top, behavior: "instant" });
    });
  });
})();
