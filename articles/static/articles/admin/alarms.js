// The alarm bar above every page of the desk, loaded with the page and every 30 seconds.
(() => {
  "use strict";
  const EVERY = 30_000;
  let bar = null;

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

  async function ask(address) {
    if (document.hidden) return;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) show((await answer.json()).alarms);
    } catch {
      // Offline: the next round asks again.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const home = document.querySelector('#nav-sidebar a[href$="/articles/article/"]');
    if (!home) return; // not signed in
    const address = `${new URL(home.href).pathname}alarms/`;
    ask(address);
    setInterval(() => ask(address), EVERY);
    document.addEventListener("visibilitychange", () => ask(address));
  });
})();
