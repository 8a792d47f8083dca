package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The keys of the section {@code guards}. */
final class GuardKeys {
  private static final int MOST_APPROVALS = 10;
  private static final int MOST_MINUTES = 7 * 24 * 60;
  private static final int MOST_AN_HOUR = 1_000;
  private static final int MOST_FREEZES = 20;

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.ofEntries(
          key("approvals", (open, v) -> open.approvals = Value.number(v, 0, MOST_APPROVALS)),
          key("approvers", (open, v) -> open.approvers = Value.logins(v)),
          key("required_checks", (open, v) -> open.requiredChecks = Value.words(v)),
          key("ignored_checks", (open, v) -> open.ignoredChecks = Value.patterns(v)),
          key("labels", (open, v) -> open.labels = Value.labels(v)),
          key("titles", (open, v) -> open.titles = Value.patterns(v)),
          key("authors", (open, v) -> open.authors = Value.logins(v)),
          key("threads_resolved", (open, v) -> open.threadsResolved = Value.yes(v)),
          key("quiet_minutes", (open, v) -> open.quietMinutes = Value.number(v, 0, MOST_MINUTES)),
          key("per_hour", (open, v) -> open.perHour = Value.number(v, 0, MOST_AN_HOUR)),
          key("freezes", (open, v) -> open.freezes = freezes(v)));

  private GuardKeys() {}

  private static List<Freeze> freezes(JsonNode value) {
    if (!value.isArray() || value.size() > MOST_FREEZES) {
      throw new Value.Refused("a list of at most " + MOST_FREEZES + " freezes is wanted.");
    }
    List<Freeze> freezes = new ArrayList<>();
    value.forEach(entry -> freezes.add(freeze(entry)));
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
      JsonNode v = part.getValue();
      try {
        switch (part.getKey()) {
          case "reason" -> reason = Value.line(v);
          case "from" -> from = Value.line(v);
          case "to" -> to = Value.line(v);
          case "zone" -> zone = Value.line(v);
          case "except" -> except = Value.labels(v);
          default -> throw new Value.Refused("there is no such key.");
        }
      } catch (Value.Refused refused) {
        throw new Value.Refused("`" + part.getKey() + "` of a freeze: " + refused.reason);
      }
    }
    Freeze freeze = new Freeze(reason, from, to, zone, except);
    String mistake = freeze.mistake();
    if (mistake != null) {
      throw new Value.Refused(mistake);
    }
    return freeze;
  }

  private interface Change {
    void make(Open open, JsonNode value);
  }

  private static Map.Entry<String, BiFunction<Settings, JsonNode, Settings>> key(
      String name, Change change) {
    return Map.entry(
        "guards." + name,
        (settings, value) -> {
          Open open = new Open(settings.guards());
          change.make(open, value);
          return settings.with(open.closed());
        });
  }

  /** The section while it is read. */
  private static final class Open {
    private int approvals;
    private List<String> approvers;
    private List<String> requiredChecks;
    private List<String> ignoredChecks;
    private List<String> labels;
    private List<String> titles;
    private List<String> authors;
    private boolean threadsResolved;
    private int quietMinutes;
    private int perHour;
    private List<Freeze> freezes;

    Open(Demands known) {
      approvals = known.approvals();
      approvers = known.approvers();
      requiredChecks = known.requiredChecks();
      ignoredChecks = known.ignoredChecks();
      labels = known.labels();
      titles = known.titles();
      authors = known.authors();
      threadsResolved = known.threadsResolved();
      quietMinutes = known.quietMinutes();
      perHour = known.perHour();
      freezes = known.freezes();
    }

    Demands closed() {
      return new Demands(
          approvals,
          approvers,
          requiredChecks,
          ignoredChecks,
          labels,
          titles,
          authors,
          threadsResolved,
          quietMinutes,
          perHour,
          freezes);
    }
  }
}
