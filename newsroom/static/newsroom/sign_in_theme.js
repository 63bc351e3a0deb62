// Shows the pages before sign-in dark if the desk is dark in this browser; Unfold keeps the choice as JSON.
"use strict";
{
  const chosen = localStorage.getItem("adminTheme") || "";
  const isDark = chosen.includes("dark") || (!chosen.includes("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", isDark);
}
