package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of the section {@code guards}. */
final class GuardKeys {
  private static final int MOST_APPROVALS = 10;
  private static final int MOST_MINUTES = 7 * 24 * 60;
  private static final int MOST_AN_HOUR = 1_000;
  private static final int MOST_FREEZES = 20;
  private static final List<String> PARTS = List.of("reason", "from", "to", "zone", "except");

  static final SettingsSection SECTION =
      new SettingsSection(
          "guards",
          "What a pull request needs besides what GitHub's rules ask for.",
          List.of(
              new SettingsKey(
                  "approvals",
                  Kind.number(0, MOST_APPROVALS),
                  "How many approvals a pull request needs at least; where the branch's rules want"
                      + " more, more."),
              new SettingsKey(
                  "approvers",
                  Kind.logins(),
                  "Of whom at least one must approve. Empty: nobody is named."),
              new SettingsKey(
                  "required_checks",
                  Kind.lines("list of names"),
                  "Checks that must report and pass, besides those that the rules require."),
              new SettingsKey(
                  "ignored_checks",
                  Kind.patterns(),
                  "Checks that do not count, unless the rules or the settings require them."),
              new SettingsKey(
                  "labels",
                  Kind.labels(),
                  "Of which a pull request must have one. A label of `merge.hold_labels` wins."
                      + " Empty: none."),
              new SettingsKey(
                  "titles",
                  Kind.patterns(),
                  "Of which its title must fit one. Empty: any will do."),
              new SettingsKey(
                  "authors",
                  Kind.logins(),
                  "The people whose pull requests are merged. Pawl and the task's agent are not"
                      + " meant. Empty: everybody who may write."),
              new SettingsKey(
                  "threads_resolved",
                  Kind.yesOrNo(),
                  "Whether no conversation may be left open, whatever the rules ask for."),
              new SettingsKey(
                  "quiet_minutes",
                  Kind.number(0, MOST_MINUTES),
                  "How long nothing must have changed about it."),
              new SettingsKey(
                  "per_hour",
                  Kind.number(0, MOST_AN_HOUR),
                  "How many merges an hour Pawl makes in the repository. 0: any number."),
              new SettingsKey(
                  "freezes",
                  new Kind(
                      GuardKeys::freezes, schema(), "list of at most " + MOST_FREEZES + " freezes"),
                  "When nothing is merged; see below.")));

  private GuardKeys() {}

  private static Map<String, Object> schema() {
    Map<String, Object> line = Kind.line().schema();
    return Kind.of(
        "type",
        "array",
        "maxItems",
        MOST_FREEZES,
        "items",
        Kind.of(
            "type",
            "object",
            "required",
            List.of("reason", "from", "to"),
            "properties",
            Kind.of(
                "reason",
                line,
                "from",
                line,
                "to",
                line,
                "zone",
                line,
                "except",
                Kind.labels().schema()),
            "additionalProperties",
            false));
  }

  private static List<Freeze> freezes(JsonNode value) {
    if (!value.isArray() || value.size() > MOST_FREEZES) {
      throw new Value.Refused("a list of at most " + MOST_FREEZES + " freezes is wanted.");
    }
    List<Freeze> freezes = new ArrayList<>();
    for (int at = 0; at < value.size(); at++) {
      try {
        freezes.add(freeze(value.path(at)));
      } catch (Value.Refused refused) {
        throw refused.below(Integer.toString(at));
      }
    }
    return List.copyOf(freezes);
  }

  private static Freeze freeze(JsonNode entry) {
    if (!entry.isObject() || !(entry.has("reason") && entry.has("from") && entry.has("to"))) {
      throw new Value.Refused("a freeze has a `reason`, and times `from` and `to`.");
    }
    String reason = "";
    String from = "";
    String to = "";
    String zone = "UTC";
    List<String> except = List.of();
    for (Map.Entry<String, JsonNode> part : entry.properties()) {
      String key = part.getKey();
      JsonNode v = part.getValue();
      try {
        switch (key) {
          case "reason" -> reason = Value.line(v);
          case "from" -> from = Value.line(v);
          case "to" -> to = Value.line(v);
          case "zone" -> zone = Value.line(v);
          case "except" -> except = Value.labels(v);
          default -> throw Value.Refused.key(Nearest.unknown(key, PARTS));
        }
      } catch (Value.Refused refused) {
        throw refused.naming("`" + Value.Refused.shown(key) + "` of a freeze: ").below(key);
      }
    }
    Freeze freeze = new Freeze(reason, from, to, zone, except);
    String mistake = freeze.mistake();
    if (mistake != null) {
      throw new Value.Refused(mistake);
    }
    return freeze;
  }
}
