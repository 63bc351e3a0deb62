// The related stories of a story: a search for public ones, and buttons that move and remove the chosen ones.
(() => {
  "use strict";
  const PAUSE = 200;

  function element(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children);
    return made;
  }

  function begin(area) {
    const say = area.dataset;
    const value = area.querySelector("input[type=hidden]");
    const list = area.querySelector(".desk-related-list");
    const search = area.querySelector("input[type=text]");
    const offers = area.querySelector(".desk-related-found");
    const told = area.querySelector("[role=status]");
    const most = Number(say.most);
    const items = () => [...list.children];
    const nameOf = (item) => item.querySelector("a").textContent;

    function keep() {
      value.value = items().map((item) => item.dataset.story).join(",");
      value.dispatchEvent(new Event("input", { bubbles: true }));
      value.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function tell(text, item) {
      const all = items();
      told.textContent = text.replace("{story}", nameOf(item)).replace("{n}", all.indexOf(item) + 1).replace("{of}", all.length);
    }
    function button(label, sign, item, run) {
      const made = element("button", { type: "button", className: "desk-button desk-small", textContent: sign, title: label });
      made.setAttribute("aria-label", `${label}: ${nameOf(item)}`);
      made.addEventListener("click", () => run(made));
      return made;
    }
    function move(item, by, pressed) {
      const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      if (by < 0) other.before(item);
      else other.after(item);
      keep();
      tell(say.moved, item);
      pressed.focus();
    }
    function remove(item) {
      tell(say.removed, item);
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      keep();
      (next?.querySelector("button:last-child") ?? search).focus();
    }
    function equip(item) {
      item.append(element("span", { className: "desk-related-buttons" },
        button(say.up, "↑", item, (pressed) => move(item, -1, pressed)),
        button(say.down, "↓", item, (pressed) => move(item, 1, pressed)),
        button(say.remove, "✕", item, () => remove(item))));
    }
    function add(target) {
      offers.replaceChildren();
      search.value = "";
      search.focus();
      if (items().length >= most) {
        told.textContent = say.full;
        return;
      }
      const item = element("li", {}, element("a", { textContent: target.name, href: target.url, target: "_blank", rel: "noopener" }));
      item.dataset.story = target.id;
      list.append(item);
      equip(item);
      keep();
      tell(say.added, item);
    }

    async function find() {
      const words = search.value.trim();
      if (words.length < 2) {
        offers.replaceChildren();
        told.textContent = "";
        return;
      }
      try {
        const answer = await fetch(`${say.find}&q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(`error ${answer.status}`);
        const { targets } = await answer.json();
        if (search.value.trim() !== words) return;
        const own = location.pathname.match(/\/(\d+)\/change\//)?.[1];
        const known = new Set([own, ...items().map((item) => item.dataset.story)]);
        const fresh = targets.filter((target) => !known.has(String(target.id)));
        offers.replaceChildren(...fresh.map((target) => {
          const made = element("button", { type: "button" }, element("strong", { textContent: target.name }), element("span", { textContent: target.note }));
          made.addEventListener("click", () => add(target));
          return element("li", {}, made);
        }));
        told.textContent = fresh.length ? "" : say.none;
      } catch {
        told.textContent = say.lost;
      }
    }
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, PAUSE);
    });
    area.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.target !== search && !offers.contains(event.target))) return;
      const places = [search, ...offers.querySelectorAll("button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = places[places.indexOf(document.activeElement) + step];
        if (!next) return;
        event.preventDefault();
        next.focus();
      } else if (event.key === "Enter" && event.target === search && !event.ctrlKey && !event.metaKey) {
        event.preventDefault(); // not the form's own button
        places[1]?.click();
      } else if (event.key === "Escape") {
        offers.replaceChildren();
        search.focus();
      }
    });
    items().forEach(equip);
  }
  document.querySelectorAll("[data-related]").forEach(begin);
})();
