// Submits the desk's long forms by fetch and stores a copy in the browser until the server has saved it.
(() => {
  "use strict";
  const FORMS = "#article_form, #photo_form, #person_form, #topic_form, #section_form, #agency_form, #staffinitials_form, form[data-guarded]";
  const SAVED_AGAIN = "#article_form, #photo_form, #standing-form"; // only text: retried automatically
  const PREFIX = "desk-unsaved:";
  const PAUSE = 700;
  const SLOW = 1_500;
  const KEEPING = 1_000;
  const GIVE_UP = 20_000;
  const TRY_AGAIN = [2_000, 4_000, 8_000, 10_000];
  const IDLE = 2_000;
  const OLD = 14 * 86_400_000;
  const TAB = "desk-tab";
  const PLACE = "desk-place";

  const randomId = () => crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  const time = (at = Date.now()) => new Date(at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });

  // Copies in the browser, one per window and form. `put` returns false if the storage is full.
  const copies = {
    put(key, copy) {
      const text = JSON.stringify(copy);
      for (let attempt = 0; attempt < 2; attempt += 1) {
        try {
          localStorage.setItem(key, text);
          return true;
        } catch {
          this.makeRoom();
        }
      }
      return false;
    },
    all(prefix) {
      const found = [];
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(prefix)) continue;
        try {
          found.push([key, JSON.parse(localStorage.getItem(key))]);
        } catch {
          localStorage.removeItem(key);
        }
      }
      return found.filter(([, copy]) => copy?.form).sort(([, one], [, other]) => other.at - one.at);
    },
    remove: (key) => localStorage.removeItem(key),
    // Remove copies that the server has too, and copies older than two weeks.
    makeRoom() {
      for (const [key, copy] of this.all(PREFIX)) if (copy.kept || Date.now() - copy.at > OLD) this.remove(key);
    },
  };

  function fieldsOf(form) {
    const left = (name) => name.startsWith("_") || name === "csrfmiddlewaretoken" || name === "window";
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !left(name) && form.elements[name]?.type !== "password");
  }
  const textOf = (form) => JSON.stringify(fieldsOf(form));
  const sameText = (one, other) => {
    const words = (text) => JSON.stringify(JSON.parse(text).filter(([name]) => name !== "based_on").map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]));
    return words(one) === words(other);
  };

  // Signing in again in another window changes the token; the cookie has the current one.
  function token(form) {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
    return form.elements.csrfmiddlewaretoken.value;
  }

  function guard(form, say) {
    const onServer = document.querySelector("[data-keeps]");
    const keeps = form.id === "article_form" ? onServer : null;
    const place = `${PREFIX}${say.user}:${keeps ? keeps.dataset.keeps : `${location.pathname}${location.search}#${form.id || [...document.forms].indexOf(form)}`}:`;
    let tab = sessionStorage.getItem(TAB);
    if (!tab) sessionStorage.setItem(TAB, (tab = randomId()));
    if (keeps) form.elements.window.value ||= randomId();
    const key = () => place + (keeps ? form.elements.window.value : tab);
    const told = keeps ?? line(form);
    const save = form.querySelector("[name=_save]") ?? document.querySelector(`[name=_save][form="${form.id}"]`);
    const retries = form.matches(SAVED_AGAIN) && save;
    const state = { saving: false, failed: false, leaving: false, stored: true, tries: 0, timer: 0, next: null, keeping: null, typedAt: 0 };
    let first = textOf(form);
    let copied = "typed" in form.dataset || (keeps && "typed" in keeps.dataset) ? "" : first;
    let pause = 0;

    function tell(words, bad = true) {
      if (told.textContent !== words) told.textContent = words;
      told.classList.toggle("desk-over", bad);
      told.hidden = !words;
      document.documentElement.classList.toggle("desk-not-saved", bad && Boolean(words));
    }

    function copy() {
      const now = textOf(form);
      if (now === copied) return true;
      state.stored = copies.put(key(), { form: now, at: Date.now(), window: form.elements.window?.value ?? tab });
      if (state.stored) copied = now;
      else if (!state.saving) tell(say.full);
      return state.stored;
    }

    function acknowledge(text) {
      const stored = localStorage.getItem(key());
      if (stored && JSON.parse(stored).form === text) copies.remove(key());
    }

    // Send the form once and return status and JSON.
    async function post(submitter) {
      const body = new FormData(form);
      if (submitter?.name) body.append(submitter.name, submitter.value);
      const give = new AbortController();
      const giveUp = setTimeout(() => give.abort(), GIVE_UP);
      try {
        const answer = await fetch(form.getAttribute("action") || location.href.split("#")[0], { method: "POST", body, signal: give.signal, headers: { "X-Desk-Form": say.user } });
        const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
        return { status: answer.status, json };
      } catch {
        return { status: 0, json: null };
      } finally {
        clearTimeout(giveUp);
      }
    }

    async function postWithPresentToken(submitter) {
      token(form);
      const answer = await post(submitter);
      if (answer.status !== 403 || answer.json) return answer;
      await fetch(location.href.split("#")[0], { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => {}); // sets the cookie
      token(form);
      return post(submitter);
    }

    async function send(submitter, asked = true) {
      if (state.saving) {
        state.next = submitter;
        return;
      }
      clearTimeout(state.timer);
      state.saving = true;
      copy();
      const sent = textOf(form);
      const slow = setTimeout(() => tell(state.stored ? say.slow : say.slowFull), SLOW);
      // An autosave in flight would reach the server after this save and be offered as unsaved.
      await Promise.race([state.keeping, new Promise((resolve) => setTimeout(resolve, KEEPING))]);
      const answer = await postWithPresentToken(submitter);
      clearTimeout(slow);
      state.saving = false;
      if (answer.json?.to) return acknowledged(answer.json.to, sent, submitter, asked);
      if (answer.status === 200 || (answer.status === 409 && !answer.json)) return show(submitter); // 409: an edit conflict
      failed(answer, submitter);
    }

    // Save what was typed during the save as well, before leaving the page.
    function acknowledged(to, sent, submitter, asked) {
      acknowledge(sent);
      state.failed = false;
      state.tries = 0;
      tell(say.saved.replace("{time}", time()), false);
      const next = state.next;
      state.next = null;
      if (next && next !== submitter) return send(next);
      if (textOf(form) !== sent && retries) return send(save, asked);
      if (!asked && Date.now() - state.typedAt < IDLE) {
        state.timer = setTimeout(() => (textOf(form) === sent ? leave(to) : send(save, false)), IDLE);
        return;
      }
      leave(to);
    }

    function leave(to) {
      if (state.saving) return;
      state.leaving = true;
      const target = new URL(to, location.href);
      if (target.pathname === location.pathname) rememberPlace();
      if (form.elements.window && !/\/change\/$/.test(location.pathname)) form.elements.window.value = ""; // “Back” starts another story
      location.assign(to);
    }

    // After a refusal the server shows the form again with the typed values and errors.
    function show(submitter) {
      state.leaving = true;
      token(form);
      if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
      HTMLFormElement.prototype.submit.call(form);
      setTimeout(() => {
        state.leaving = false;
        tell(say.slow);
      }, SLOW);
    }

    function failed({ status, json }, submitter) {
      state.failed = true;
      state.next = null;
      state.tries += 1;
      const outage = status === 0 || status >= 500;
      const again = retries && (outage || status === 401);
      const problem = json?.problem ?? (status === 401 ? say.signedOut : status === 0 ? say.lost : status >= 500 ? say.broken : say.refused);
      const after = json?.problem ? say.here : again ? say.again : say.byHand;
      const where = state.stored ? "" : ` ${say.full}`;
      tell(`${problem.replace("{status}", status)} ${after}${where}`);
      if (status === 401) told.append(" ", signIn());
      if (again) state.timer = setTimeout(() => send(submitter?.name === "_save" ? submitter : save, false), TRY_AGAIN[Math.min(state.tries, TRY_AGAIN.length) - 1]);
      form.dispatchEvent(new CustomEvent("desk:not-saved"));
    }

    function signIn() {
      return Object.assign(document.createElement("a"), { href: say.signIn, target: "_blank", rel: "opener", textContent: say.signInWords });
    }

    function typed() {
      state.typedAt = Date.now();
      clearTimeout(pause);
      pause = setTimeout(copy, PAUSE);
    }

    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("click", typed); // the buttons of the editor
    form.addEventListener("focusout", () => setTimeout(copy));
    document.addEventListener("visibilitychange", copy);
    addEventListener("pagehide", copy);
    addEventListener("offline", () => copy() && tell(say.offline.replace("{time}", time())));
    addEventListener("online", () => (state.failed && retries ? send(save, false) : state.failed || tell("", false)));
    addEventListener("focus", () => state.failed && retries && !state.saving && send(save, false));
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      state.leaving = false;
      if (keeps) form.elements.window.value ||= randomId();
    });
    addEventListener("beforeunload", (event) => {
      copy();
      if (!state.leaving && (state.failed || state.saving || !state.stored)) event.preventDefault();
    });

    return { form, key, place, keeps, told, say, state, copy, send, tell, textOf: () => textOf(form), first: () => first, begin: () => { first = textOf(form); } };
  }

  function line(form) {
    const made = Object.assign(document.createElement("p"), { className: "desk-save-line", hidden: true });
    made.setAttribute("role", "status");
    form.append(made);
    return made;
  }

  // Restore caret and scroll position after a save.
  function rememberPlace() {
    const field = document.activeElement;
    sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, id: field?.id ?? "", rich: field?.isContentEditable ? field.closest(".prose-editor")?.querySelector("textarea")?.id : "", start: field?.selectionStart ?? null, top: scrollY }));
  }
  function returnToPlace() {
    const left = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
    if (left?.path !== location.pathname || location.hash) return;
    const rich = left.rich && document.getElementById(left.rich)?.closest(".prose-editor")?.querySelector("[contenteditable]");
    const field = rich || (left.id && document.getElementById(left.id));
    if (field && document.activeElement === document.body) field.focus({ preventScroll: true });
    if (field && left.start !== null && field.setSelectionRange) field.setSelectionRange(left.start, left.start);
    scrollTo({ top: left.top, behavior: "instant" });
  }

  // Forms without autosave: offer the copy in the browser.
  function offer({ form, place, key, say, begin, copy }) {
    for (const [stored, left] of copies.all(place)) {
      const isShown = "typed" in form.dataset && stored === key(); // the server changed it, as asked
      if (isShown || sameText(left.form, textOf(form)) || Date.now() - left.at > OLD) {
        copies.remove(stored);
        continue;
      }
      const box = Object.assign(document.createElement("section"), { className: "desk-note-box desk-warns desk-line" });
      box.setAttribute("aria-label", say.offered);
      const words = Object.assign(document.createElement("span"), { textContent: say.typedAt.replace("{time}", new Date(left.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })) });
      const buttons = Object.assign(document.createElement("span"), { className: "desk-buttons" });
      const take = Object.assign(document.createElement("button"), { type: "button", className: "desk-button desk-primary", textContent: say.takeUp });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "desk-button", textContent: say.throwAway });
      take.addEventListener("click", () => {
        fill(form, JSON.parse(left.form));
        if (stored !== key()) copies.remove(stored);
        box.remove();
        copy();
      });
      drop.addEventListener("click", () => {
        copies.remove(stored);
        box.remove();
      });
      buttons.append(take, drop);
      box.append(words, buttons);
      form.prepend(box);
      return;
    }
    begin();
  }

  function fill(form, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.type === "submit" || field.name === "csrfmiddlewaretoken" || field.name === "based_on") continue;
      const given = values.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(given?.includes(field.value));
      else if (field.tagName === "SELECT" && field.multiple) for (const choice of field.options) choice.selected = Boolean(given?.includes(choice.value));
      else if (given) field.value = given[0];
      field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")?.editor?.commands.setContent(field.value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const guarded = new Map();
  const sentBefore = new WeakSet(); // by the browser, before this script ran
  const guards = (form, submitter) => guarded.has(form) && !submitter?.hasAttribute("formaction") && !submitter?.hasAttribute("formtarget") && !submitter?.hasAttribute("data-unguarded");

  // Run last: other scripts may have prevented the submit.
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (!guarded.has(event.target) && !event.submitter?.hasAttribute("formtarget")) sentBefore.add(event.target);
    if (!guards(event.target, event.submitter)) return;
    event.preventDefault();
    guarded.get(event.target).send(event.submitter);
  });

  addEventListener("load", () => {
    const words = document.getElementById("desk-form-words");
    if (!words) return; // not signed in
    // After the editor and the autocompletes have started.
    setTimeout(() => {
      for (const form of document.querySelectorAll(FORMS)) {
        if (sentBefore.has(form)) continue; // the page is being left
        if (form.elements._popup) continue; // the answer closes the popup
        const one = guard(form, words.dataset);
        guarded.set(form, one);
        if (!one.keeps) offer(one);
        document.dispatchEvent(new CustomEvent("desk:guarded", { detail: one }));
      }
      returnToPlace();
    }, 300);
  });

  window.deskForms = { copies, fieldsOf, textOf, sameText, token };
})();
