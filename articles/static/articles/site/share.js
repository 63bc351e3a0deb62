/* Links below a story: the device's own share dialog, and the address into the clipboard. Without this file they are links. */
(() => {
  const list = document.querySelector("[data-share]");
  if (!list) return;
  const status = list.querySelector("[role=status]");
  const say = text => { status.textContent = text; setTimeout(() => { status.textContent = ""; }, 4000); };
  const address = document.querySelector("link[rel=canonical]").href;
  const share = list.querySelector("[data-share-device]");
  if (navigator.share) {
    share.hidden = false;
    share.firstElementChild.addEventListener("click", () => {
      navigator.share({ title: document.querySelector("h1").textContent, url: address }).catch(() => {});
    });
  }
  const copy = list.querySelector("[data-share-copy]");
  copy.addEventListener("click", event => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(address).then(() => say(copy.dataset.done), () => { location.href = address; });
  });
})();
