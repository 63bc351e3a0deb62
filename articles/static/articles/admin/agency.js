// How long a change of an agency has waited for a decision, minute by minute.
(() => {
  "use strict";
  function told(since) {
    const minutes = Math.max(0, Math.floor((Date.now() - since) / 60_000));
    if (minutes < 60) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
  }
  function tell() {
    for (const place of document.querySelectorAll("[data-waits]")) {
      place.textContent = place.dataset.waits.replace("{time}", told(Date.parse(place.dateTime)));
    }
  }
  document.addEventListener("DOMContentLoaded", () => {
    tell();
    setInterval(tell, 15_000);
  });
})();
