// The talk beside the form of a story: opens with the words that are selected, and shows what others say without a
// reload. Closed, its button counts the open threads with the heartbeats of the form.
(() => {
  "use strict";
  const ASK_AGAIN = 10_000;
  const MAX_QUOTE = 200;
  const HASH = /^#comment-\d+$/;
  const TEXT = ".tiptap[contenteditable]";

  // The words alone, as the server compares them.
  const wordsOf = (text) => (text.normalize("NFKC").replaceAll("\u00ad", "").toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");

  // Select the paragraph, or the field, where the words are; return whether there is one.
  function selectWords(words) {
    const wanted = wordsOf(words);
    const field = [...document.querySelectorAll("#id_headline, #id_dek")].find(({ value }) => wordsOf(value).includes(wanted));
    if (field) {
      field.focus();
      field.select();
      return true;
    }
    const text = document.querySelector(TEXT);
    const blocks = [...(text?.querySelectorAll("p, h2, h3, li, td, th, blockquote, figcaption") ?? [])].filter((block) => wordsOf(block.textContent));
    const block = blocks.findLast((one) => wordsOf(one.textContent).includes(wanted)) ?? blocks.find((one) => wanted.startsWith(wordsOf(one.textContent)));
    if (!block) return false;
    text.focus({ preventScroll: true });
    getSelection().selectAllChildren(block);
    block.scrollIntoView({ block: "center" });
    return true;
  }

  function begin(panel, opener) {
    const threads = panel.querySelector("[data-threads]");
    const write = panel.querySelector("[data-write]");
    const told = panel.querySelector("[data-told]");
    const about = document.getElementById("talk-about");
    const count = opener.querySelector("[data-threads-open]");
    let seen = null;
    let newest = null;
    const isTyping = () => [...threads.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue || field === document.activeElement);

    async function load(body) {
      try {
        const answer = await fetch(panel.dataset.address, { method: body ? "POST" : "GET", body, headers: { "X-Talk": "threads" } });
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        threads.innerHTML = await answer.text();
        seen = newest;
        count.textContent = count.textContent.split(" ")[0];
        told.textContent = "";
        return !threads.querySelector("[role=alert]");
      } catch {
        told.textContent = panel.dataset.failed;
        return false;
      }
    }

    function quote(words) {
      const shown = write.querySelector("[data-quote]");
      write.elements.quote.value = words;
      shown.textContent = words;
      shown.hidden = !words;
    }

    const selected = () => getSelection().toString().replace(/\s+/g, " ").trim().slice(0, MAX_QUOTE);

    function open() {
      about.hidden = true;
      panel.hidden = false;
      quote(selected());
      write.elements.text.focus();
      return load();
    }

    // A link from a notice names a comment.
    async function openAtComment() {
      if (!HASH.test(location.hash)) return;
      await open();
      const comment = panel.querySelector(location.hash);
      comment?.scrollIntoView({ block: "center" });
      comment?.classList.add("desk-comment-meant");
    }

    // The button at the end of the words that are selected in the text.
    function offerAbout() {
      const selection = getSelection();
      const isInText = Boolean(selection.anchorNode?.parentElement?.closest(TEXT));
      about.hidden = !isInText || !panel.hidden || !selected();
      if (about.hidden) return;
      const place = selection.getRangeAt(0).getBoundingClientRect();
      about.style.top = `${Math.min(place.bottom + 6, innerHeight - 48)}px`;
      about.style.left = `${Math.max(8, Math.min(place.left, innerWidth - about.offsetWidth - 8))}px`;
    }

    // What the form's heartbeat says: open threads, and the newest comment of somebody else.
    function showCount(talk) {
      seen ??= talk.newest ?? 0;
      newest = talk.newest ?? 0;
      const words = [String(talk.open)];
      if (newest > seen && panel.hidden) words.push(count.dataset.new);
      count.textContent = words.join(" ");
      count.hidden = !talk.open && words.length === 1;
    }

    function close() {
      panel.hidden = true;
      opener.focus();
    }

    opener.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      if (panel.hidden) open();
      else close();
    });
    panel.querySelector("[data-close]").addEventListener("click", close);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    about.addEventListener("mousedown", (event) => event.preventDefault());
    about.addEventListener("click", open);
    document.addEventListener("selectionchange", offerAbout);
    addEventListener("scroll", offerAbout, { passive: true, capture: true });
    document.addEventListener("desk:talk", ({ detail }) => detail && showCount(detail));
    window.deskKeys.register("story", [{ keys: ["Mod+Alt+m"], label: about, when: () => !about.hidden, run: open }]);
    panel.addEventListener("click", (event) => {
      const link = event.target.closest("[data-words]");
      if (link && selectWords(link.dataset.words)) event.preventDefault();
    });
    panel.addEventListener("submit", async (event) => {
      event.preventDefault();
      const body = new FormData(event.target, event.submitter);
      if (!(await load(body)) || event.target !== write) return;
      write.elements.text.value = "";
      quote("");
    });
    openAtComment();
    addEventListener("hashchange", openAtComment);
    setInterval(() => panel.hidden || document.hidden || isTyping() || load(), ASK_AGAIN);
  }

  addEventListener("DOMContentLoaded", () => {
    const panel = document.getElementById("talk-panel");
    const opener = document.querySelector("[data-talk]");
    if (panel && opener) begin(panel, opener);
  });
})();
