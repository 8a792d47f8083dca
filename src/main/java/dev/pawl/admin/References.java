package dev.pawl.admin;

import io.quarkus.qute.RawString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a sentence HTML: names in backticks as code, and links of the issues that it names. */
final class References {
  private static final Pattern NAMED =
      Pattern.compile("`([^`]+)`|(?<![\\w&])#([1-9][0-9]{0,9})\\b");

  private References() {}

  /** The sentence as HTML: escaped, with a link for each {@code #41}. */
  static RawString linked(String sentence, String github, String owner, String name) {
    return html(sentence, escape(github + "/" + part(owner) + "/" + part(name) + "/issues/"));
  }

  /** The same, of no repository in particular: without links. */
  static RawString said(String sentence) {
    return html(sentence, "");
  }

  private static RawString html(String sentence, String issues) {
    Matcher named = NAMED.matcher(sentence);
    StringBuilder html = new StringBuilder();
    int end = 0;
    while (named.find()) {
      html.append(escape(sentence.substring(end, named.start())));
      String code = named.group(1);
      if (code != null) {
        html.append("<code>").append(escape(code)).append("</code>");
      } else if (issues.isEmpty()) {
        html.append(named.group());
      } else {
        String number = named.group(2);
        html.append("<a href=\"%s%s\">#%s</a>".formatted(issues, number, number));
      }
      end = named.end();
    }
    return new RawString(html.append(escape(sentence.substring(end))).toString());
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
