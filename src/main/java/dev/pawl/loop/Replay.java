package dev.pawl.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pawl.agent.policy.AgentPolicy;
import dev.pawl.agent.policy.Finished;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.loop.policy.PhaseReason;
import dev.pawl.loop.policy.TurnPolicy;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.MergeFacts.GuardFacts;
import dev.pawl.run.View;
import dev.pawl.run.ViewDifference;
import dev.pawl.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Decides once more what was decided before, by the view that was stored then and the code of
 * today. Pure: nothing is read and nothing is written.
 */
public final class Replay {
  /** What a decision consists of, in the order in which people ask for it. */
  private static final List<String> PARTS =
      List.of("stage", "state", "reason", "change", "steps", "waits", "phases", "merges", "agents");

  /** What was noted first, such as which task comes next. */
  private static final String NOTED = "noted";

  /** Characters of one side of a difference; the rest is on the decision's own page. */
  private static final int LONGEST = 4_000;

  private Replay() {}

  /**
   * A decision, as the log has it.
   *
   * @param decision all of it, as JSON
   * @param loopPolicy the version of the policy that decided
   * @param mergePolicy the version of the policy of merges; 0: it was not kept then
   * @param viewForm the version of the view's form
   * @param view what was seen, as JSON; null: it is not kept any more
   * @param noted what was noted before it; null: it was not kept then
   */
  public record Stored(
      String decision,
      int loopPolicy,
      int mergePolicy,
      int viewForm,
      @Nullable String view,
      @Nullable String noted) {}

  /**
   * By which code.
   *
   * @param mergePolicy 0: it was not kept
   */
  public record Versions(int loopPolicy, int mergePolicy, int viewForm) {
    /** Of today. */
    public static final Versions NOW =
        new Versions(LoopPolicy.VERSION, MergePolicy.VERSION, View.VERSION);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It was decided once more.
     *
     * @param differences empty: today's code decides the same
     * @param notes what else is not as it was then, each a sentence
     */
    record Decided(Versions then, Versions now, List<Difference> differences, List<String> notes)
        implements Outcome {
      public Decided {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
      }

      public boolean same() {
        return differences.isEmpty();
      }
    }

    /**
     * It cannot be decided once more.
     *
     * @param why one sentence for people
     */
    record Impossible(String why) implements Outcome {}
  }

  /**
   * One part that is decided otherwise now.
   *
   * @param part such as {@code stage} or {@code steps}
   * @param then empty: nothing was said of it
   * @param now empty: nothing is said of it
   */
  public record Difference(String part, String then, String now) {}

  /**
   * Never throws, whatever is stored.
   *
   * @param guards those of today
   */
  public static Outcome of(Stored stored, List<Guard> guards) {
    String seen = stored.view();
    if (seen == null) {
      return new Outcome.Impossible(
          "What was seen then is not kept any more, so it cannot be decided once more.");
    }
    if (stored.viewForm() > View.VERSION) {
      return new Outcome.Impossible(
          "What was seen then was stored by a newer Pawl, in form "
              + stored.viewForm()
              + "; this one reads forms up to "
              + View.VERSION
              + ".");
    }
    View view = view(seen);
    JsonNode then = tree(stored.decision());
    if (view == null || then == null) {
      return new Outcome.Impossible(
          "What was stored then is in a form that cannot be read any more.");
    }
    return decided(stored, seen, view, then, guards);
  }

  /** A view of long ago may lack what today's code relies upon: that is said, not thrown. */
  private static Outcome decided(
      Stored stored, String seen, View view, JsonNode then, List<Guard> guards) {
    try {
      List<Judged> judged = MergeRound.judge(view, guards, Finished::of);
      String again =
          DecisionText.of(
              LoopPolicy.decide(view, judged),
              PhaseReason.of(view, judged),
              judged,
              AgentPolicy.decide(view));
      List<Difference> differences = new ArrayList<>();
      NotedText.read(stored.noted())
          .flatMap(rounds -> noted(rounds, seen))
          .ifPresent(differences::add);
      differences.addAll(differences(then, Json.tree(again)));
      return new Outcome.Decided(
          new Versions(stored.loopPolicy(), stored.mergePolicy(), stored.viewForm()),
          Versions.NOW,
          differences,
          notes(stored, view, guards));
    } catch (RuntimeException lacking) {
      return new Outcome.Impossible(
          "What was seen then does not say all that today's code must know to decide ("
              + lacking.getClass().getSimpleName()
              + ").");
    }
  }

  private static @Nullable View view(String text) {
    try {
      return Json.read(text, View.class);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static @Nullable JsonNode tree(String text) {
    try {
      JsonNode tree = Json.tree(text);
      return tree.isObject() ? tree : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** Of the rounds in which today's code notes something else, by what was seen in each. */
  private static Optional<Difference> noted(List<NotedText.Kept> rounds, String stored) {
    ArrayNode then = Json.MAPPER.createArrayNode();
    ArrayNode now = Json.MAPPER.createArrayNode();
    for (NotedText.Kept round : rounds) {
      View seen = ViewDifference.earlier(stored, round.seen());
      JsonNode again = Json.tree(NotedText.tree(TurnPolicy.changes(seen)).toString());
      if (!again.equals(round.changes())) {
        round.changes().forEach(then::add);
        again.forEach(now::add);
      }
    }
    return then.isEmpty() && now.isEmpty()
        ? Optional.empty()
        : Optional.of(new Difference(NOTED, said(then, now), said(now, then)));
  }

  private static List<Difference> differences(JsonNode then, JsonNode now) {
    Set<String> parts = new LinkedHashSet<>(PARTS);
    then.fieldNames().forEachRemaining(parts::add);
    now.fieldNames().forEachRemaining(parts::add);
    return parts.stream()
        .filter(part -> !then.path(part).equals(now.path(part)))
        .map(
            part ->
                new Difference(
                    part,
                    said(then.path(part), now.path(part)),
                    said(now.path(part), then.path(part))))
        .toList();
  }

  /** Of a list only what the other one does not have; all of it where they differ in order. */
  private static String said(JsonNode one, JsonNode other) {
    if (!one.isArray()) {
      return bounded(one.isValueNode() ? one.asText() : one.isMissingNode() ? "" : one.toString());
    }
    Set<JsonNode> others = new LinkedHashSet<>();
    other.forEach(others::add);
    StringJoiner own = new StringJoiner("\n");
    StringJoiner all = new StringJoiner("\n");
    for (JsonNode element : one) {
      String text = element.isValueNode() ? element.asText() : element.toPrettyString();
      all.add(text);
      if (!others.contains(element)) {
        own.add(text);
      }
    }
    boolean sameElements = own.length() == 0 && one.size() == other.size();
    return bounded((sameElements ? all : own).toString());
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static List<String> notes(Stored stored, View view, List<Guard> guards) {
    List<String> notes = new ArrayList<>();
    if (NotedText.read(stored.noted()).isEmpty()) {
      notes.add(
          stored.noted() == null
              ? "What was noted before it, such as which task comes next, was not kept then: only the"
                  + " rest is compared."
              : "What was noted before it is in a form that cannot be read any more: only the rest is"
                  + " compared.");
    }
    if (stored.viewForm() < View.VERSION) {
      notes.add(
          "What was seen then was stored in form "
              + stored.viewForm()
              + ", today's is "
              + View.VERSION
              + ": what it did not know is taken as nothing.");
    }
    if (!view.merging().guards().isEmpty()) {
      notes.addAll(guardNotes(view.merging().guards(), guards));
    }
    return notes;
  }

  private static List<String> guardNotes(List<GuardFacts> asked, List<Guard> guards) {
    Map<String, GuardFacts> then = new LinkedHashMap<>();
    asked.forEach(guard -> then.put(guard.name(), guard));
    List<String> notes = new ArrayList<>();
    for (Guard guard : guards) {
      GuardFacts before = then.remove(guard.name());
      if (before == null) {
        notes.add("The guard `" + guard.name() + "` was not asked then, and is today.");
      } else if (!Objects.equals(before.settings(), Merging.settings(guard))) {
        notes.add("The guard `" + guard.name() + "` went by other settings then.");
      }
    }
    then.keySet()
        .forEach(name -> notes.add("The guard `" + name + "` was asked then, and is not today."));
    return notes;
  }
}
