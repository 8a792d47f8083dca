package dev.pawl.loop;

import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.policy.BaseWatch;
import dev.pawl.merge.policy.Judgement;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.run.Findings;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.ReceiptFacts;
import dev.pawl.run.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the guards of a decision have found, as it is kept with the runs. */
final class GuardFindings {
  private GuardFindings() {}

  /**
   * Empty where there is no pull request that anything could be found against. Of one that is open
   * and not judged, or is to be read again first, nothing new is said.
   */
  static Optional<Findings.Told> of(View view, List<Judged> judged) {
    if (view.pullRequests().isEmpty() && BaseWatch.red(view).isEmpty()) {
      return Optional.empty();
    }
    List<Findings.Found> found = new ArrayList<>();
    Set<Integer> unclear = new TreeSet<>();
    for (PullRequestFacts pull : view.pullRequests()) {
      if (pull.state() != PullRequestFacts.State.OPEN) {
        continue;
      }
      Optional<Judged> one = judged.stream().filter(of -> of.is(pull.number())).findFirst();
      if (one.isEmpty() || one.get().readAgain() || pull.dirty()) {
        unclear.add(pull.number());
      } else {
        one.get().against().forEach(line -> found.add(found(view, pull, line)));
      }
    }
    BaseWatch.red(view).forEach(red -> found.add(found(view, red)));
    return Optional.of(new Findings.Told(found, unclear));
  }

  private static Findings.Found found(View view, PullRequestFacts pull, Judgement.Objection line) {
    return new Findings.Found(
        pull.number(),
        phase(view, pull.number()),
        line.guard(),
        line.block().sentence(),
        mends(line.block().remedy()),
        pull.head().sha());
  }

  /** The watch over the base is no guard, and what it finds is kept as what they find. */
  private static Findings.Found found(View view, ReceiptFacts red) {
    return new Findings.Found(
        red.pullRequest(),
        phase(view, red.pullRequest()),
        "Main watch",
        "%s turned red with #%s: %s failed."
            .formatted(
                view.repository().defaultBranch(), red.pullRequest(), BaseWatch.names(red.red())),
        "person",
        red.commit() == null ? "" : red.commit());
  }

  private static @Nullable Long phase(View view, int number) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), number))
        .map(PhaseFacts::id)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static String mends(Verdict.Remedy remedy) {
    return switch (remedy) {
      case COMMITS -> "commits";
      case PERSON -> "person";
      case NONE -> "nobody";
    };
  }
}
