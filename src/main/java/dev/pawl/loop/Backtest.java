package dev.pawl.loop;

import dev.pawl.agent.policy.Finished;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.loop.policy.Step;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.policy.MergeRound;
import dev.pawl.merge.policy.MergeStep;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import dev.pawl.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of a repository's decisions would have been others under proposed settings: each stored
 * view is decided twice by today's code, under the settings in force and under the proposed ones.
 * Pure; the views come one after the other, and none is kept.
 *
 * <p>The same difference is told once, however many views in a row have it.
 */
final class Backtest {
  private static final int TOLD = 20;

  private final Settings before;
  private final Settings after;
  private final List<Guard> guards;
  private final Set<String> known = new HashSet<>();
  private final List<Difference> told = new ArrayList<>();
  private int views;
  private int unreadable;
  private int others;
  private boolean whole = true;

  /**
   * @param before those in force
   * @param after the proposed ones
   */
  Backtest(Settings before, Settings after, List<Guard> guards) {
    this.before = before;
    this.after = after;
    this.guards = List.copyOf(guards);
  }

  /**
   * What would have been otherwise.
   *
   * @param decision its id in the log
   * @param about a pull request such as {@code #41}, or the loop
   */
  record Difference(long decision, Instant at, String about, String before, String after) {}

  /**
   * @param views how many were decided once more
   * @param unreadable how many could not be
   * @param others how many would have led to something else
   * @param whole whether that were all there are; else the latest
   * @param told the latest differences, each once
   */
  record Result(int views, int unreadable, int others, boolean whole, List<Difference> told) {
    Result {
      told = List.copyOf(told);
    }
  }

  /**
   * What one decision comes to, both ways.
   *
   * @param then about each, under the settings in force; null as well as {@code now} where it could
   *     not be decided once more
   */
  record Compared(
      long decision,
      Instant at,
      @Nullable Map<String, String> then,
      @Nullable Map<String, String> now) {}

  /**
   * Decides one once more. What is stored may be of long ago, and not fit. Several may be compared
   * at a time.
   */
  Compared compare(long decision, Instant at, String content) {
    try {
      View view = Json.read(content, View.class);
      return new Compared(decision, at, said(view.under(before)), said(view.under(after)));
    } catch (RuntimeException unfit) {
      return new Compared(decision, at, null, null);
    }
  }

  /** Takes one more, newest first. */
  void take(Compared one) {
    Map<String, String> then = one.then();
    Map<String, String> now = one.now();
    if (then == null || now == null) {
      unreadable++;
      return;
    }
    views++;
    tell(one.decision(), one.at(), then, now);
  }

  /** There are older ones, which are not tried. */
  void cut() {
    whole = false;
  }

  Result result() {
    return new Result(views, unreadable, others, whole, told);
  }

  private void tell(long decision, Instant at, Map<String, String> then, Map<String, String> now) {
    if (then.equals(now)) {
      return;
    }
    others++;
    Set<String> all = new HashSet<>(then.keySet());
    all.addAll(now.keySet());
    all.stream()
        .sorted()
        .filter(about -> !then.getOrDefault(about, "").equals(now.getOrDefault(about, "")))
        .map(
            about ->
                new Difference(
                    decision,
                    at,
                    about,
                    then.getOrDefault(about, "nothing"),
                    now.getOrDefault(about, "nothing")))
        .filter(one -> known.add(one.about() + "\n" + one.before() + "\n" + one.after()))
        .filter(one -> told.size() < TOLD)
        .forEach(told::add);
  }

  /** What is decided about each, in words that are the same for the same. */
  private Map<String, String> said(View view) {
    List<MergeRound.Judged> judged = MergeRound.judge(view, guards, Finished::of);
    Map<String, String> said = new TreeMap<>();
    for (MergeRound.Judged one : judged) {
      boolean merges =
          one.decision().steps().stream()
              .anyMatch(
                  step -> step instanceof MergeStep.Merge || step instanceof MergeStep.Enqueue);
      said.put("#" + one.pullRequest(), merges ? "It is merged." : one.decision().reason());
    }
    Decision decision = LoopPolicy.decide(view, judged);
    said.put(
        "the loop",
        decision.stage().label()
            + ": "
            + String.join(
                ", ", decision.steps().stream().map(Step::reason).sorted().distinct().toList()));
    return said;
  }
}
