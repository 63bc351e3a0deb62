// Loads content of another provider in place of its placeholder, when the reader asks for it.
"use strict";
for (const ask of document.querySelectorAll(".embed-ask")) {
  ask.hidden = false;
  const button = ask.querySelector("button");
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = button.dataset.title;
    frame.allow = "encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute("sandbox", "allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts");
    frame.src = button.dataset.frame;
    const holder = ask.closest(".embed-frame");
    holder.classList.add("embed-loaded");
    holder.replaceChildren(frame);
    frame.focus();
  });
}
