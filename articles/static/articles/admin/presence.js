// Presence in the story form: initials with a card, messages, taking over.
(() => {
  "use strict";
  const BEAT_EVERY = 15_000;
  const IDLE = 300_000;
  const PAUSE = 2_000;
  const NEXT = "desk-window-next";

  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  function element(name, words, facts = {}) {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    return made;
  }

  // Send a message from a card in the story list or in the story form.
  async function say(place) {
    const field = place.querySelector("input");
    const told = place.querySelector("[role=status]");
    try {
      const answer = await fetch(place.dataset.say, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: cookie() ?? csrf(), to: place.dataset.to, text: field.value }) });
      const facts = await answer.json();
      told.textContent = facts.text ?? facts.problem;
      if (facts.text) field.value = "";
    } catch {
      told.textContent = "✕";
    }
  }
  document.addEventListener("click", (event) => {
    const place = event.target.closest?.("[data-say] button")?.closest("[data-say]");
    if (place) say(place);
  });
  document.addEventListener("keydown", (event) => {
    const place = event.key === "Enter" && event.target.closest?.("[data-say]");
    if (!place || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    say(place);
  });

  function presence({ form, apart, send }, place) {
    const who = place.querySelector("[data-who]");
    const said = place.querySelector("[data-said]");
    const take = place.querySelector("[data-take]");
    const words = document.querySelector("[data-messages]");
    const parts = document.querySelectorAll(".desk-story-text, .desk-story-side fieldset");
    const mine = sessionStorage.getItem(NEXT) ?? crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    sessionStorage.removeItem(NEXT);
    let typed = 0;
    let told = 0;
    let wrote = 0;
    let holder = null;
    let coming = location.hash === "#take-over";

    function card(one) {
      const name = `who-${one.id}`;
      const sign = element("button", undefined, { type: "button", class: `desk-badge desk-${one.writes ? "in-review" : "reads"}`, popovertarget: name, "aria-label": `${one.name} ${one.doing}` });
      sign.append(element("span", one.writes ? "edit" : "visibility", { class: "material-symbols-outlined", "aria-hidden": "true" }), ` ${one.initials}`);
      const body = element("span", undefined, { popover: "", id: name, class: "desk-card-who", role: "group", "aria-label": one.name });
      body.append(element("strong", one.name), ` ${one.doing}`);
      for (const [label, value] of one.facts) {
        const fact = element("span", undefined, { class: "desk-fact" });
        fact.append(element("span", label), ` ${value}`);
        body.append(fact);
      }
      if (!one.own) {
        const line = element("span", undefined, { class: "desk-say", "data-to": one.id, "data-say": place.dataset.say });
        const field = element("input", undefined, { type: "text", class: "desk-input", maxlength: 280, form: "who-none", "aria-label": place.dataset.message, placeholder: place.dataset.message });
        line.append(field, element("button", place.dataset.send, { type: "button", class: "desk-button desk-small" }), element("span", undefined, { role: "status" }));
        body.append(line);
      }
      const item = element("li", undefined, { "data-window": one.id });
      item.append(sign, body);
      return item;
    }

    function showWindows(windows) {
      const shape = JSON.stringify(windows.map((one) => [one.id, one.writes, one.name]));
      const facts = JSON.stringify(windows);
      if (who.dataset.facts === facts || who.querySelector("input:focus")) return;
      const open = who.dataset.shape === shape ? who.querySelector(":popover-open")?.id : null;
      const focused = document.activeElement?.closest?.("[data-window]")?.dataset.window;
      who.replaceChildren(...windows.map(card));
      if (open) document.getElementById(open)?.showPopover();
      if (focused) who.querySelector(`[data-window="${focused}"] button`)?.focus();
      who.dataset.facts = facts;
      who.dataset.shape = shape;
    }

    function showMessages(messages) {
      for (const one of messages) {
        if (words.querySelector(`[data-message="${one.id}"]`)) continue;
        const line = element("p", undefined, { class: "desk-message", "data-message": one.id });
        const close = element("button", place.dataset.seen, { type: "button", class: "desk-button desk-small" });
        close.addEventListener("click", () => {
          line.remove();
          send(form, place.dataset.close.replace("/0/", `/${one.id}/`), {}).catch(() => {});
        });
        line.append(element("span", one.text), close);
        words.append(line);
      }
      for (const line of words.querySelectorAll("[data-message]")) {
        if (!messages.some((one) => String(one.id) === line.dataset.message)) line.remove();
      }
    }

    function show(answer) {
      holder = answer.holder;
      const stale = answer.revision > Number(place.dataset.revision) ? place.dataset.stale : "";
      const lines = [answer.taken, ...answer.others, stale].filter(Boolean);
      place.hidden = !lines.length;
      if (said.textContent !== lines.join(" · ")) said.textContent = lines.join(" · ");
      showWindows(answer.windows);
      showMessages(answer.messages);
      document.dispatchEvent(new CustomEvent("desk:talk", { detail: answer.talk }));
      take.hidden = !holder;
      const held = Boolean(holder) && (!apart() || Boolean(answer.taken));
      place.classList.toggle("desk-held", Boolean(holder || answer.taken));
      // Lock between words: keys pressed in a field that loses the focus would be commands of the page.
      const typing = held && Date.now() - typed < PAUSE;
      if (typing) setTimeout(beat, PAUSE);
      for (const part of parts) {
        part.inert = held && !typing;
        part.classList.toggle("desk-held-back", held);
      }
      if (coming && holder) take.focus();
      coming = false;
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
        // Offline: autosave shows the message.
      }
    }

    // The holder's unsaved text is a revision now: reload the form under the same window id.
    function beginAgain() {
      sessionStorage.setItem(NEXT, mine);
      removeEventListener("pagehide", leave);
      location.reload();
    }

    async function takeOver() {
      const { answer } = await send(form, place.dataset.takeOver, { window: mine, of: holder?.id ?? "" }).catch(() => ({ answer: {} }));
      if (answer.others) {
        if (answer.revision > Number(place.dataset.revision) && !apart()) return beginAgain();
        show(answer);
      } else {
        await beat();
        if (answer.problem) said.textContent = answer.problem;
      }
      if (!parts[0].inert) document.getElementById("id_headline")?.focus();
    }

    const leave = () => send(form, place.dataset.leave, { window: mine }, { keepalive: true }).catch(() => {});
    take.addEventListener("click", takeOver);
    form.addEventListener("input", () => {
      typed = Date.now();
      const first = typed - wrote > BEAT_EVERY; // the others see it at once, then with the heartbeats
      if (first) beat();
    });
    addEventListener("pagehide", leave);
    addEventListener("pageshow", (event) => event.persisted && beat());
    setInterval(beat, BEAT_EVERY);
    beat();
  }

  document.addEventListener("desk:keeping", (event) => {
    const place = document.querySelector("[data-beat]");
    if (place) presence(event.detail, place);
  });
})();
