// The alarm bar above every page of the desk, and the notices of kills and flashes.
//
// A small request each 1.5 seconds names the open kills and new urgent items; only a new kill, or half a minute, loads
// the alarms themselves. Sound and browser notices are each user's choice, stored in this browser by the wire desk.
(() => {
  "use strict";
  const ALARMS_EVERY = 30_000;
  const PULSE_EVERY = 1_500;
  const SHOWN_FOR = 20_000;
  const MAX_ANNOUNCED = 5;
  let bar = null;
  let kills = null;
  let newest = null;
  let listens = false;
  const announced = new Set();

  function show(alarms) {
    if (!alarms.length) {
      bar?.remove();
      bar = null;
      return;
    }
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "desk-alarms";
      bar.setAttribute("role", "alert");
      (document.getElementById("main") ?? document.body).prepend(bar);
    }
    const links = alarms.map(({ words, link }) => {
      const line = document.createElement("a");
      line.href = link;
      line.textContent = words;
      return line;
    });
    const told = links.map((line) => line.textContent).join("\n");
    if (bar.dataset.told !== told) bar.replaceChildren(...links);
    bar.dataset.told = told;
  }

  async function load(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return null;
    return answer.json();
  }

  async function loadAlarms(address) {
    try {
      const answer = await load(address);
      if (!answer) return;
      show(answer.alarms);
      countNotices(answer.notices);
      listens = Boolean(answer.listens);
      announceNotices(answer.announced);
    } catch {
      // Offline: the next round asks again.
    }
  }

  function beep(times) {
    if (localStorage.getItem("wire-sound") !== "on") return;
    const audio = new AudioContext();
    for (let index = 0; index < times; index += 1) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      volume.gain.value = 0.15;
      tone.frequency.value = 880;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + index * 0.3);
      tone.stop(audio.currentTime + index * 0.3 + 0.18);
    }
  }

  const isWireOn = () => localStorage.getItem("wire-notices") === "on";
  const maySay = () => globalThis.Notification?.permission === "granted";

  function notify(words, link, tag = link) {
    if (!maySay()) return;
    const notice = new Notification(words, { tag });
    notice.addEventListener("click", () => {
      window.focus();
      location.assign(link);
    });
  }

  function announce(item) {
    let list = document.querySelector(".desk-flashes");
    if (!list) {
      list = document.createElement("div");
      list.className = "desk-flashes";
      list.setAttribute("role", "status");
      document.body.append(list);
    }
    const line = document.createElement("a");
    line.href = item.link;
    line.className = `desk-flash desk-urgency-${item.urgency}`;
    const source = document.createElement("small");
    source.textContent = item.source;
    line.append(source, item.headline);
    list.prepend(line);
    setTimeout(() => line.remove(), SHOWN_FOR);
  }

  function takeKills(found, address) {
    const isNew = kills !== null && found.some((id) => !kills.includes(id));
    const changed = kills !== null && (isNew || found.length !== kills.length);
    kills = found;
    if (changed) loadAlarms(address).then(() => {
      if (!isNew) return;
      bar?.classList.add("desk-alarms-new");
      beep(3);
      if (bar?.firstElementChild && isWireOn()) notify(bar.firstElementChild.textContent, bar.firstElementChild.href);
    });
  }

  function takeUrgent(found) {
    const items = found.filter(({ id }) => !announced.has(id));
    for (const { id } of items) announced.add(id);
    if (newest === null) return; // the page has just been loaded
    for (const item of items.slice(0, MAX_ANNOUNCED).reverse()) {
      announce(item);
      if (isWireOn()) notify(`${item.source}: ${item.headline}`, item.link);
    }
    if (items.length) beep(Math.min(...items.map((item) => item.urgency)) === 1 ? 2 : 1);
  }

  // The number of files in quarantine, next to their entry of the menu.
  function countQuarantined(count) {
    const entry = document.querySelector('#nav-sidebar a[href$="/articles/wirefile/"]');
    if (!entry) return;
    let badge = entry.querySelector(".desk-nav-count");
    if (!count) {
      badge?.remove();
      return;
    }
    if (!badge) {
      badge = document.createElement("span");
      badge.className = "desk-nav-count";
      entry.append(badge);
    }
    badge.textContent = count;
  }

  // Notices of one's own stories, while nobody looks at the page. All tabs share the newest one that was shown, so that
  // none is repeated; the first answer of a browser announces nothing.
  function announceNotices(found) {
    if (!listens) return;
    const last = localStorage.getItem("notices-shown");
    localStorage.setItem("notices-shown", Math.max(Number(last), ...found.map(({ id }) => id)));
    if (last === null || !document.hidden) return;
    for (const one of found.filter(({ id }) => id > Number(last)).reverse()) notify(one.words, one.link, one.tag);
  }

  // The button that asks for the right to show notices: browsers want a click before the question.
  function offerNotices() {
    const button = document.querySelector("[data-allow-notices]");
    if (!button || !globalThis.Notification) return;
    const told = button.parentElement.querySelector("[role=status]");
    function showState() {
      const { permission } = Notification;
      button.hidden = permission !== "default";
      told.textContent = { granted: button.dataset.allowed, denied: button.dataset.refused }[permission] ?? "";
    }
    button.addEventListener("click", () => Notification.requestPermission().then(showState));
    showState();
  }

  // The number of new notices, on the bell.
  function countNotices(count) {
    const badge = document.querySelector("[data-bell-count]");
    if (!badge) return;
    badge.hidden = !count;
    badge.textContent = count;
  }

  async function pulse(base) {
    try {
      const found = await load(`${base}pulse/`);
      if (!found) return;
      takeKills(found.kills, `${base}alarms/`);
      takeUrgent(found.urgent);
      countQuarantined(found.quarantined);
      if (newest !== null && found.newest > newest) {
        document.dispatchEvent(new CustomEvent("wire:new", { detail: { newest: found.newest } }));
      }
      newest = found.newest;
    } catch {
      // Offline: the next round asks again.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const home = document.querySelector('#nav-sidebar a[href$="/articles/article/"]');
    if (!home) return; // not signed in
    const base = new URL(home.href).pathname;
    loadAlarms(`${base}alarms/`);
    pulse(base);
    setInterval(() => (document.hidden && !(listens && maySay())) || loadAlarms(`${base}alarms/`), ALARMS_EVERY);
    offerNotices();
    setInterval(() => pulse(base), PULSE_EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || loadAlarms(`${base}alarms/`));
    window.deskKeys.register("everywhere", [
      { keys: ["Alt+k"], label: "alarm", when: () => Boolean(bar?.firstElementChild), run: () => bar.firstElementChild.click() },
    ]);
  });
})();
