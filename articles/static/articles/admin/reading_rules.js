// Rules suggested by corrections, and the replay of a rule. Without this script the replay goes on with a button.
(() => {
  "use strict";
  const PAUSE = 700;
  const TRY_AGAIN = [3_000, 6_000, 12_000, 30_000];

  const replay = document.querySelector("[data-replay]");
  if (replay) {
    const form = document.getElementById("replay-form");
    const run = async (tries = 0) => {
      const answer = await fetch(replay.dataset.replay, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      }).catch(() => null);
      if (!answer || answer.status >= 500) {
        setTimeout(run, TRY_AGAIN[Math.min(tries, TRY_AGAIN.length - 1)], tries + 1);
        return;
      }
      if (!answer.ok || answer.redirected) {
        location.reload(); // signed out, or no longer permitted: the page itself says so
        return;
      }
      const state = await answer.json();
      replay.querySelector("progress").value = state.percent;
      replay.querySelector("[data-figures]").textContent = `${state.read.toLocaleString()} / ${state.total.toLocaleString()}`;
      if (state.is_done) location.reload();
      else run();
    };
    run();
  }

  const box = document.querySelector("[data-learn]");
  if (!box) return;
  let latest = 0;
  const show = async (options) => {
    const mine = ++latest;
    const answer = await fetch(box.dataset.learn, options).catch(() => null);
    if (!answer?.ok || mine !== latest) return;
    const html = await answer.text();
    if (mine === latest && html.trim() !== box.innerHTML.trim()) box.innerHTML = html;
  };
  const form = document.getElementById(box.dataset.form || "");
  if (!form) {
    show({});
    return;
  }
  let timer = 0;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => show({ method: "POST", body: new FormData(form) }), PAUSE);
  };
  form.addEventListener("input", changed);
  // The autocomplete fields report their changes through jQuery alone.
  const jQuery = window.django?.jQuery;
  if (jQuery) jQuery(form).on("change", changed);
  else form.addEventListener("change", changed);
})();
