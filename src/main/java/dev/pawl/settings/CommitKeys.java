package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of the section {@code commit}. */
final class CommitKeys {
  private static final int TITLE = 200;
  private static final int BODY = 5_000;

  static final SettingsSection SECTION =
      new SettingsSection(
          "commit",
          "The words of the commit by which a pull request is merged.",
          List.of(
              new SettingsKey(
                  "title",
                  template(TITLE, false),
                  "Its first line. Absent: GitHub's own. Without use for a rebase.",
                  "\"{title} (#{number})\""),
              new SettingsKey(
                  "body",
                  template(BODY, true),
                  "What follows; HTML comments of the description are left out, and whoever else"
                      + " wrote its commits is named at the end as `Co-authored-by`. Absent:"
                      + " GitHub's own. Without use for a rebase.",
                  "\"{description}\"")));

  private CommitKeys() {}

  private static Kind template(int most, boolean lines) {
    String places =
        CommitTemplate.PLACES.stream()
            .map(place -> "`{" + place + "}`")
            .collect(Collectors.joining(", "));
    return new Kind(
        value -> template(value, most, lines),
        Kind.of("type", "string", "minLength", 1, "maxLength", most, "pattern", "\\S"),
        (lines ? "text" : "line") + " of 1 to " + most + " characters with " + places);
  }

  private static String template(JsonNode value, int most, boolean lines) {
    String text = Value.text(value);
    boolean odd =
        text.codePoints()
            .anyMatch(sign -> Character.isISOControl(sign) && !(lines && sign == '\n'));
    if (text.isBlank() || text.length() > most || odd) {
      throw new Value.Refused(
          "a %s of 1 to %s characters is wanted.".formatted(lines ? "text" : "line", most));
    }
    CommitTemplate.unknown(text)
        .ifPresent(
            place -> {
              throw new Value.Refused(
                  "there is no place `{%s}`; there are %s."
                      .formatted(
                          place,
                          CommitTemplate.PLACES.stream()
                              .map(known -> "`{" + known + "}`")
                              .collect(Collectors.joining(", "))));
            });
    return text;
  }
}
