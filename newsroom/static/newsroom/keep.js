// Keeps what is typed into a story before it is saved.
(() => {
  "use strict";
  const KEEP_EVERY = 10_000;

  // A form that is being sent is the server's: nothing of it is kept beside, unless the save does not come through.
  let sent = 0;
  const leaving = () => Date.now() - sent < 30_000;
  document.addEventListener("submit", () => { sent = Date.now(); }, true);

  function token(form) {
    // Signing in anew in another window changes the token; the cookie knows the present one.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
    return form.elements.csrfmiddlewaretoken.value;
  }

  async function send(form, address, facts, options = {}) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(form), ...facts });
    const answer = await fetch(address, { method: "POST", body, ...options });
    const json = answer.headers.get("Content-Type")?.includes("json");
    return { signedOut: answer.redirected || (answer.status === 403 && !json), answer: json ? await answer.json() : {}, ok: answer.ok && json };
  }

  function fieldsOf(form) {
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.startsWith("_") && name !== "csrfmiddlewaretoken" && name !== "window");
  }

  function keeping(form, told) {
    const window_ = form.elements.window;
    window_.value ||= crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    const address = told.dataset.keeps;
    const store = `desk-unsaved:${told.dataset.user}:${address}`;
    let kept = "typed" in told.dataset ? "" : JSON.stringify(fieldsOf(form));
    let since = 0;
    let sending = null;

    const apart = () => JSON.stringify(fieldsOf(form)) !== kept;

    async function keep(options = {}) {
      const now = JSON.stringify(fieldsOf(form));
      if (leaving() || sending || now === kept) return;
      sending = new AbortController();
      const facts = { form: now, window: window_.value };
      try {
        const { signedOut, answer, ok } = await send(form, address, facts, { signal: sending.signal, ...options });
        if (ok) {
          kept = now;
          since = 0;
          localStorage.removeItem(store);
          told.textContent = answer.told;
        } else {
          localStorage.setItem(store, JSON.stringify(facts));
          told.textContent = signedOut ? told.dataset.signedOut : answer.problem ?? "";
        }
        told.classList.toggle("desk-over", !ok);
      } catch (trouble) {
        if (trouble.name !== "AbortError") {
          localStorage.setItem(store, JSON.stringify(facts));
          since ||= Date.now();
          told.textContent = told.dataset.offline.replace("{time}", new Date(since).toLocaleTimeString([], { timeStyle: "short" }));
          told.classList.add("desk-over");
        }
      }
      sending = null;
    }

    async function bringBack() {
      const left = localStorage.getItem(store);
      if (!left) return;
      const { ok } = await send(form, address, JSON.parse(left)).catch(() => ({ ok: false }));
      if (!ok) return;
      localStorage.removeItem(store);
      if (!apart() && !("typed" in told.dataset)) location.reload();
    }

    form.addEventListener("focusout", () => setTimeout(keep));
    form.addEventListener("submit", () => {
      token(form);
      sending?.abort();
      localStorage.removeItem(store);
    });
    document.addEventListener("visibilitychange", () => document.hidden && keep({ keepalive: JSON.stringify(fieldsOf(form)).length < 60_000 }));
    addEventListener("online", () => keep());
    setInterval(keep, KEEP_EVERY);
    bringBack();
    return apart;
  }

  addEventListener("load", () => {
    const told = document.querySelector("[data-keeps]");
    const form = document.getElementById("article_form");
    if (!told || !form) return;
    // Behind the scripts that fill the rich text and the look-ups on load.
    setTimeout(() => {
      const apart = keeping(form, told);
      document.dispatchEvent(new CustomEvent("desk:keeping", { detail: { form, apart, send } }));
    }, 300);
  });
})();
