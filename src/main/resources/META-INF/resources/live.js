// Keeps the open page fresh, unless somebody is using it, has stopped it, or looks elsewhere.
(() => {
  const body = document.getElementById("body");
  const line = document.getElementById("live");
  const button = document.getElementById("live-switch");
  let live = true;
  line.hidden = false;
  button.addEventListener("click", () => {
    live = !live;
    button.setAttribute("aria-pressed", String(live));
    button.textContent = live ? "Live" : "Stopped";
  });
  body.addEventListener("htmx:beforeRequest", (event) => {
    const reading = body.contains(document.activeElement) || String(getSelection()) !== "";
    if (!live || document.hidden || reading) event.preventDefault();
  });
})();
