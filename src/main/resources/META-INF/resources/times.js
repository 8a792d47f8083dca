// Says absolute times in the visitor's zone; without JavaScript they are said in UTC.
(() => {
  const say = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      time.title = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
    }
  };
  say(document);
  document.addEventListener("htmx:afterSwap", (event) => say(event.target));
})();
