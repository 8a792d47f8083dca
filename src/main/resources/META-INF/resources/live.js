// Keeps the open page fresh: the server says that something changed, and htmx fetches what did.
// Listens only while somebody may look, and moves nothing under somebody's hands.
(() => {
  const body = document.getElementById("body");
  const line = document.getElementById("live");
  const button = document.getElementById("live-switch");
  let live = true;
  let missed = false;
  let source = null;

  const inUse = () =>
    (body.contains(document.activeElement) && document.activeElement !== body) ||
    String(getSelection()) !== "";
  const changed = () => {
    missed = inUse();
    if (!missed) htmx.trigger(body, "pawl:changed");
  };
  const listen = () => {
    const wanted = live && !document.hidden;
    if (wanted && source === null) {
      source = new EventSource("/events");
      source.onmessage = changed;
    } else if (!wanted && source !== null) {
      source.close();
      source = null;
    }
  };

  line.hidden = false;
  button.addEventListener("click", () => {
    live = !live;
    button.setAttribute("aria-pressed", String(live));
    button.textContent = live ? "Live" : "Stopped";
    listen();
  });
  body.addEventListener("focusout", () => setTimeout(() => missed && live && changed()));
  document.addEventListener("visibilitychange", listen);
  listen();
})();
