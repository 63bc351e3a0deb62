// Keeps what is typed into a story before it is saved, and tells who else has the story open.
(() => {
  "use strict";
  const KEEP_EVERY = 10_000;
  const BEAT_EVERY = 15_000;
  const IDLE = 300_000;

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

  function presence(form, place, apart) {
    const said = place.querySelector("[data-said]");
    const take = place.querySelector("[data-take]");
    const parts = document.querySelectorAll(".desk-story-text, .desk-story-side fieldset");
    const mine = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    let typed = 0;
    let told = 0;
    let wrote = 0;
    let holder = null;

    function show(answer) {
      holder = answer.holder;
      const stale = answer.revision > Number(place.dataset.revision) ? place.dataset.stale : "";
      const lines = [answer.taken, ...answer.others, stale].filter(Boolean);
      place.hidden = !lines.length;
      if (said.textContent !== lines.join(" · ")) said.textContent = lines.join(" · ");
      take.hidden = !holder;
      const held = Boolean(holder) && (!apart() || Boolean(answer.taken));
      place.classList.toggle("desk-held", Boolean(holder || answer.taken));
      for (const part of parts) {
        part.inert = held;
        part.classList.toggle("desk-held-back", held);
      }
    }

    async function beat() {
      if (document.hidden && Date.now() - typed > IDLE) return;
      const writes = typed > told;
      told = Date.now();
      if (writes) wrote = told;
      try {
        const { ok, answer } = await send(form, place.dataset.beat, { window: mine, writes: writes ? "yes" : "no", unsaved: apart() ? "yes" : "no" });
        if (ok) show(answer);
      } catch {
        // Offline: the keeping of what is typed says so.
      }
    }

    take.addEventListener("click", async () => {
      const { answer } = await send(form, place.dataset.takeOver, { window: mine, of: holder?.id ?? "" }).catch(() => ({ answer: {} }));
      if (answer.others) show(answer);
      else {
        await beat();
        if (answer.problem) said.textContent = answer.problem;
      }
      if (!parts[0].inert) document.getElementById("id_headline")?.focus();
    });
    form.addEventListener("input", () => {
      typed = Date.now();
      const first = typed - wrote > BEAT_EVERY; // the others learn of it at once, then with the beats
      if (first) beat();
    });
    addEventListener("pagehide", () => send(form, place.dataset.leave, { window: mine }, { keepalive: true }).catch(() => {}));
    addEventListener("pageshow", (event) => event.persisted && beat());
    setInterval(beat, BEAT_EVERY);
    beat();
  }

  addEventListener("load", () => {
    const told = document.querySelector("[data-keeps]");
    const form = document.getElementById("article_form");
    if (!told || !form) return;
    // Behind the scripts that fill the rich text and the look-ups on load.
    setTimeout(() => {
      const apart = keeping(form, told);
      const place = document.querySelector("[data-beat]");
      if (place) presence(form, place, apart);
    }, 300);
  });
})();
