/* An open running story: asks for the newest entries, offers new ones, replaces corrected ones, removes those taken down. */
(() => {
  const offer = document.querySelector("[data-entries-offer]");
  const section = () => document.getElementById("entries");
  let newest = null;
  const unknown = () => [...newest.querySelectorAll(".entry")].filter((entry) => !document.getElementById(entry.id));
  function draw() {
    const count = offer.dataset.newest ? 0 : unknown().length;
    const text = count === 1 ? offer.dataset.one : offer.dataset.many.replace("{n}", count);
    offer.replaceChildren();
    if (!count) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", show);
    offer.append(button);
  }
  function show() {
    const [first] = unknown();
    const older = [...section().querySelectorAll(".entry")].filter((entry) => !newest.querySelector(`#${entry.id}`));
    const list = section().querySelector(".entry-list");
    list.replaceChildren(...newest.querySelectorAll(".entry"), ...older);
    draw();
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start" });
  }
  function change() {
    for (const id of newest.querySelector("#entries").dataset.gone.split(" ")) document.getElementById(`entry-${id}`)?.remove();
    for (const entry of newest.querySelectorAll(".entry")) {
      const old = document.getElementById(entry.id);
      if (old && old.dataset.version !== entry.dataset.version) old.replaceWith(entry.cloneNode(true));
    }
    section().querySelector(".running-state").replaceWith(newest.querySelector(".running-state").cloneNode(true));
  }
  async function ask() {
    if (document.hidden) return;
    const answer = await fetch(offer.dataset.ask, { cache: "no-cache" }).catch(() => null);
    if (!answer) return;
    if (answer.status === 404 || answer.status === 410) return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("entries") || page.getElementById("entries").dataset.version === (newest ?? document).querySelector("#entries").dataset.version) return;
    newest = page;
    change();
    draw();
  }
  setInterval(ask, offer.dataset.every * 1000);
  document.addEventListener("visibilitychange", ask);
})();
