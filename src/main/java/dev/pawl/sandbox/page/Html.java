package dev.pawl.sandbox.page;

/** The frame of every page, and escaping. */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #d0d7de; --soft: #59636e; --paper: #f6f8fa; }
      @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #9198a1; --paper: #151b23; } }
      body { font: 14px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; font-weight: 600; } h2 { font-size: 1.1rem; font-weight: 600; margin-top: 2rem; }
      a { color: light-dark(#0969da, #4493f8); text-decoration: none; } a:hover { text-decoration: underline; }
      table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
      th { font-weight: 600; } .soft { color: var(--soft); }
      pre { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
      """;

  private Html() {}

  static String page(String title, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
        + escape(title)
        + "</title><style>"
        + STYLE
        + "</style></head><body><p class=\"soft\"><a href=\"/\">Sandbox</a></p><h1>"
        + escape(title)
        + "</h1>"
        + body
        + "</body></html>";
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
    StringBuilder table = new StringBuilder("<table><thead><tr>");
    for (String head : heads.split(",", -1)) table.append("<th>").append(head).append("</th>");
    return table.append("</tr></thead><tbody>").append(rows).append("</tbody></table>").toString();
  }
}
