package dev.pawl.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A fault that people choose on the page of controls, in their words. */
public enum Mishap {
  FAILS_BEFORE(true, "answers 502, and writes nothing", "fail-before"),
  FAILS_AFTER(true, "writes, and answers 502 all the same", "fail-after"),
  LATE(true, "answers 504, and writes half a minute later", "late", "after", "PT30S"),
  HANGS(true, "writes, and never answers", "hang", "lands", true),
  SECONDARY_LIMIT(
      true, "refuses by a secondary limit, for a minute", "rate-secondary", "retry_after", 60),
  PRIMARY_LIMIT(true, "says that the hour's requests are used up", "rate-primary"),

  DROPS(false, "never sends it", "drop"),
  DOUBLES(false, "sends it twice", "double"),
  REORDERS(false, "lets the next one overtake it", "reorder"),
  DELAYS(false, "sends it half a minute later", "delay", "after", "PT30S");

  /** Which calls or deliveries it happens to. */
  public enum Aim {
    ANY_WRITE(true, "any write", "method", "POST|PUT|PATCH|DELETE", "path", "(?!/app/).*"),
    NEW_ISSUES(true, "new issues", "method", "POST", "path", ".*/issues"),
    MERGES(true, "merges", "method", "PUT", "path", ".*/merge"),
    COMMITS(true, "commits", "path", "/graphql", "body", "createCommitOnBranch"),
    READINGS(true, "readings", "path", "/graphql", "body", "\"query\":\\s*\"\\s*query"),

    ANY_DELIVERY(false, "any delivery"),
    PULL_REQUESTS(false, "pull requests", "event", "pull_request.*"),
    CHECKS(false, "checks", "event", "check_(run|suite).*"),
    ISSUES(false, "issues", "event", "issues.*"),
    PUSHES(false, "pushes", "event", "push");

    private final boolean call;
    private final String says;
    private final List<Object> fields;

    Aim(boolean call, String says, Object... fields) {
      this.call = call;
      this.says = says;
      this.fields = List.of(fields);
    }

    public boolean ofCalls() {
      return call;
    }

    public String says() {
      return says;
    }

    public static @Nullable Aim named(@Nullable String key) {
      for (Aim aim : values()) if (aim.name().toLowerCase(Locale.ROOT).equals(key)) return aim;
      return null;
    }
  }

  private final boolean call;
  private final String says;
  private final String kind;
  private final List<Object> fields;

  Mishap(boolean call, String says, String kind, Object... fields) {
    this.call = call;
    this.says = says;
    this.kind = kind;
    this.fields = List.of(fields);
  }

  /** Whether it happens to calls of the API; else to deliveries. */
  public boolean ofCalls() {
    return call;
  }

  public String says() {
    return says;
  }

  public static @Nullable Mishap named(@Nullable String key) {
    for (Mishap mishap : values())
      if (mishap.name().toLowerCase(Locale.ROOT).equals(key)) return mishap;
    return null;
  }

  /** As the control API takes it, without how often. */
  public ObjectNode at(Aim aim) {
    ObjectNode fault = Json.object("kind", kind);
    fault.setAll(Json.object(fields.toArray()));
    fault.setAll(Json.object(aim.fields.toArray()));
    return fault;
  }

  /** What a fault does, in the words of its mishap; its kind where people have none for it. */
  public static String says(Fault fault) {
    for (Mishap mishap : values())
      if (mishap.kind.equals(fault.kind().wireName())) return mishap.says;
    return fault.kind().wireName();
  }

  /** What a fault happens to. */
  public static String aimOf(Fault fault) {
    ObjectNode json = fault.json();
    for (Aim aim : Aim.values()) {
      ObjectNode wanted = Json.object("method", ".*", "path", ".*", "body", ".*", "event", ".*");
      wanted.setAll(Json.object(aim.fields.toArray()));
      boolean same = aim.call == fault.kind().ofCalls();
      for (String name : List.of("method", "path", "body", "event"))
        same &= wanted.get(name).equals(json.get(name));
      if (same) return aim.says;
    }
    return fault.kind().ofCalls()
        ? fault.method().pattern() + " " + fault.path().pattern()
        : fault.event().pattern();
  }
}
