package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Verdict;
import java.util.List;

/**
 * What one guard says, as people read it: on the check run and on the pages alike.
 *
 * @param verdict {@code pass}, {@code wait}, {@code block}, or {@code later}
 */
public record GuardRow(String guard, String verdict, String found, String wanted) {
  /**
   * The guard that asks how long ago it was read. What it found is of the moment, so it is said
   * only where nothing else stands in the way: else each judgement would be another text.
   */
  private static final String FRESHNESS = "Head";

  /** One a guard, in their order. */
  public static List<GuardRow> of(List<Judgement.Line> lines) {
    boolean allElsePasses =
        lines.stream()
            .filter(line -> !line.guard().equals(FRESHNESS))
            .allMatch(line -> line.verdict() instanceof Verdict.Pass);
    return lines.stream()
        .map(
            line ->
                line.guard().equals(FRESHNESS) && !allElsePasses
                    ? new GuardRow(
                        line.guard(), "later", "to be read before a merge", line.verdict().wanted())
                    : new GuardRow(
                        line.guard(),
                        word(line.verdict()),
                        line.verdict().found(),
                        line.verdict().wanted()))
        .toList();
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> "pass";
      case Verdict.Wait _ -> "wait";
      case Verdict.Block _ -> "block";
    };
  }
}
