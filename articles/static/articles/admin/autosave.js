// Stores unsaved changes of the story form on the server as a private draft.
(() => {
  "use strict";
  const PAUSE = 900;
  const SLOW = 1_000;
  const GIVE_UP = 20_000;
  const LOOK_EVERY = 5_000; // the editor's buttons send no event

  async function send(form, address, facts, options = {}) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: window.deskForms.token(form), ...facts });
    const answer = await fetch(address, { method: "POST", body, ...options });
    const json = answer.headers.get("Content-Type")?.includes("json");
    return { signedOut: answer.redirected || (answer.status === 403 && !json), answer: json ? await answer.json() : {}, ok: answer.ok && json };
  }

  function keeping({ form, keeps: told, key, place, state, tell, textOf }) {
    const { copies, sameText } = window.deskForms;
    const address = told.dataset.keeps;
    let kept = "typed" in told.dataset ? "" : textOf();
    let since = 0;
    let sending = null;
    let pause = 0;

    const apart = () => textOf() !== kept;

    // The browser's copy stays until the story is saved; marked copies are not sent again.
    function markKept(text) {
      const [, copy] = copies.all(key())[0] ?? [];
      if (copy?.form === text) copies.put(key(), { ...copy, kept: true });
    }

    function offline() {
      since ||= Date.now();
      tell(told.dataset.offline.replace("{time}", new Date(since).toLocaleTimeString([], { timeStyle: "short" })));
    }

    function keep(options = {}) {
      if (state.leaving || state.saving || sending || textOf() === kept) return;
      state.keeping = keepText(textOf(), options);
    }

    async function keepText(now, options) {
      sending = new AbortController();
      const slow = setTimeout(offline, SLOW);
      const giveUp = setTimeout(() => sending?.abort(), GIVE_UP);
      try {
        const { signedOut, answer, ok } = await send(form, address, { form: now, window: form.elements.window.value }, { signal: sending.signal, ...options });
        clearTimeout(slow);
        if (ok) {
          kept = now;
          since = 0;
          markKept(now);
        }
        if (!state.failed && !state.saving && !state.leaving) tell(ok ? answer.text : signedOut ? told.dataset.signedOut : answer.problem ?? told.dataset.broken, !ok);
      } catch {
        if (!state.failed && !state.saving && !state.leaving) offline();
      }
      clearTimeout(slow);
      clearTimeout(giveUp);
      sending = null;
    }

    function later() {
      clearTimeout(pause);
      pause = setTimeout(keep, PAUSE);
    }

    // Send the copies of other windows of this browser that the server does not have yet.
    async function bringBack() {
      const offered = new Set([...document.querySelectorAll("button[form=discard-unsaved]")].map((button) => button.value));
      let brought = false;
      for (const [stored, copy] of copies.all(place)) {
        if (stored === key()) continue;
        if (sameText(copy.form, textOf()) || (copy.kept && !offered.has(copy.window))) copies.remove(stored);
        if (copy.kept || sameText(copy.form, textOf())) continue;
        const { ok } = await send(form, address, { form: copy.form, window: copy.window }).catch(() => ({ ok: false }));
        if (!ok) continue;
        copies.put(stored, { ...copy, kept: true });
        brought = true;
      }
      if (brought && !apart() && !("typed" in told.dataset)) {
        state.leaving = true;
        location.reload();
      }
    }

    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("focusout", () => setTimeout(keep));
    document.addEventListener("visibilitychange", () => document.hidden && keep({ keepalive: textOf().length < 60_000 }));
    addEventListener("online", () => keep());
    setInterval(keep, LOOK_EVERY);
    bringBack();
    return apart;
  }

  document.addEventListener("desk:guarded", ({ detail }) => {
    if (!detail.keeps) return;
    const apart = keeping(detail);
    document.dispatchEvent(new CustomEvent("desk:keeping", { detail: { form: detail.form, apart, send } }));
  });
})();
