package dev.pawl.sandbox.page;

/** The frame of every page, and escaping. */
final class Html {
  private static final String STYLE =
"""
:root { color-scheme: light dark; --ground: #ffffff; --text: #1f2328; --line: #d0d7de; --soft: #59636e; --paper: #f6f8fa; --link: #0969da; }
      @media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --text: #f0f6fc; --line: #3d444d; --soft: #9198a1; --paper: #151b23; --link: #4493f8; } }
      * { box-sizing: border-box; }
      body { font: 14px/1.5 system-ui, sans-serif; margin: 0; background: var(--ground); color: var(--text); overflow-wrap: anywhere; }
      header, main { max-width: 62rem; margin: 0 auto; padding: 1rem; } header nav { display: flex; gap: 1rem; }
      h1 { font-size: 1.4rem; font-weight: 600; } h2 { font-size: 1.1rem; font-weight: 600; margin-top: 2rem; }
      a { color: var(--link); } nav a, td a { text-decoration: none; } a:hover { text-decoration: underline; }
      .skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--ground); padding: 8px; }
      .table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
      .table { overflow-wrap: normal; } th { font-weight: 600; } .soft { color: var(--soft); }
      pre { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
      form { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin: .5rem 0; } td form { margin: 0; }
      label { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; color: var(--soft); max-width: 100%; } label.wide { flex: 1 1 20rem; }
      input, select, button, textarea { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .25rem .6rem; min-height: 2rem; max-width: 100%; }
      button { background: var(--paper); font-weight: 600; cursor: pointer; } .acts { display: flex; flex-wrap: wrap; gap: .5rem; }
      :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
      .plain { list-style: none; padding: 0; margin: 0; } .plain > li { border-top: 1px solid var(--line); padding: .4rem 0; } .plain > li:first-child { border-top: 0; }
""";

  private Html() {}

  static String page(String title, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
        + escape(title)
        + "</title><link rel=\"icon\" href=\"data:,\"><style>"
        + STYLE
        + "</style></head><body><a class=\"skip\" href=\"#main\">Skip to content</a>"
        + "<header><nav aria-label=\"Pages\"><a href=\"/\">Sandbox</a>"
        + "<a href=\"/_sandbox/controls\">Controls</a></nav></header><main id=\"main\"><h1>"
        + escape(title)
        + "</h1>"
        + body
        + "</main></body></html>";
  }

  static String escape(Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String link(String href, Object text) {
    return "<a href=\"" + escape(href) + "\">" + escape(text) + "</a>";
  }

  /** One row; cells are HTML already. */
  static String row(String... cells) {
    return "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>";
  }

  static String table(String heads, StringBuilder rows) {
    // It is scrolled where it does not fit, by keyboard as well.
    StringBuilder table =
        new StringBuilder("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"")
            .append(heads.replaceAll("^,|,$", "").replaceAll(",+", ", "))
            .append("\"><table><thead><tr>");
    for (String head : heads.split(",", -1))
      table.append(head.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + head + "</th>");
    return table
        .append("</tr></thead><tbody>")
        .append(rows)
        .append("</tbody></table></div>")
        .toString();
  }
}
