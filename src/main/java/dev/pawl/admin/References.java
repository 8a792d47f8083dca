package dev.pawl.admin;

import io.quarkus.qute.RawString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes links of the issues and pull requests that a sentence names. */
final class References {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w&])#([1-9][0-9]{0,9})\\b");

  private References() {}

  /** The sentence as HTML: escaped, with a link for each {@code #41}. */
  static RawString linked(String sentence, String github, String owner, String name) {
    String base = escape(github + "/" + part(owner) + "/" + part(name) + "/issues/");
    Matcher numbers = NUMBER.matcher(sentence);
    StringBuilder html = new StringBuilder();
    int end = 0;
    while (numbers.find()) {
      html.append(escape(sentence.substring(end, numbers.start())))
          .append("<a href=\"")
          .append(base)
          .append(numbers.group(1))
          .append("\">#")
          .append(numbers.group(1))
          .append("</a>");
      end = numbers.end();
    }
    return new RawString(html.append(escape(sentence.substring(end))).toString());
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
