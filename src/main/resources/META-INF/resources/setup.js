// Goes on to GitHub at once, since that was asked for on the page before; not again on the way back.
(() => {
  const [way] = performance.getEntriesByType("navigation");
  if (!way || way.type !== "back_forward") document.getElementById("to-github").submit();
})();
