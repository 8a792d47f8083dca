package dev.pawl.merge.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one pull request, and why.
 *
 * @param state Ready, Waiting, Needs you or Done
 * @param reason why, as one sentence for people
 * @param change what would change this, as one sentence
 * @param steps what can be done now, in order
 * @param readAgain when it is to be read again without an event, by the world's clock; null: an
 *     event tells
 */
public record MergeDecision(
    String state,
    String reason,
    String change,
    List<MergeStep> steps,
    @Nullable Instant readAgain) {
  public MergeDecision {
    steps = List.copyOf(steps);
  }
}
