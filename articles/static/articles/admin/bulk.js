// Ctrl+Enter on pages with one main button, and the progress of a bulk change. The pages work without it.
(() => {
  "use strict";
  const main = document.querySelector("[data-ctrl-enter]");
  if (main) window.deskKeys.register("page", [{ keys: ["Mod+Enter"], label: main, run: () => main.form.requestSubmit(main) }]);

  const preview = document.getElementById("preview");
  if (preview) {
    preview.scrollIntoView({ block: "start" });
    preview.focus({ preventScroll: true });
  }

  const job = document.querySelector("[data-job][data-at-work]");
  if (!job) return;
  const tell = async () => {
    const answer = await fetch(job.dataset.job, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) {
      const now = await answer.json();
      job.querySelector("progress").value = now.percent;
      job.querySelector("[data-said]").textContent = now.status;
      job.querySelector("[data-figures]").textContent = `${now.done.toLocaleString()} / ${now.total.toLocaleString()}`;
      if (!now.is_running) {
        location.reload();
        return;
      }
    }
    setTimeout(tell, 1500);
  };
  setTimeout(tell, 1000);
})();
