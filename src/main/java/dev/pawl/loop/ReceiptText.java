package dev.pawl.loop;

import dev.pawl.loop.policy.LoopPolicy;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.policy.Judgement;
import dev.pawl.merge.policy.LandedTree;
import dev.pawl.merge.policy.MergePolicy;
import dev.pawl.mirror.PullRequest;
import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import dev.pawl.run.Receipt;
import dev.pawl.run.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the receipt of a merge out of what was seen. Pure. */
final class ReceiptText {
  /** Whoever merged it, Pawl did not. */
  static final String BY_HAND =
      "Pawl did not merge it: what stands here is what was known when the merge was seen, and nothing"
          + " of it was judged.";

  private static final String APPROVED = "APPROVED";

  private ReceiptText() {}

  /**
   * As it can be known before the merge.
   *
   * @param judged null: nothing was judged
   * @param settings the blob of the settings in force
   */
  static Receipt of(
      View view, PullRequestFacts pull, Receipt.@Nullable Judged judged, String settings) {
    return new Receipt(
        Receipt.FORM,
        view.repository().owner() + "/" + view.repository().name(),
        pull.number(),
        pull.title(),
        pull.head().sha(),
        pull.base().branch(),
        "",
        judged,
        "",
        pull.checks().stream()
            .filter(check -> !check.ownApp())
            .map(
                check ->
                    new Receipt.CheckLine(check.name(), check.app(), check.word(), check.url()))
            .toList(),
        pull.reviews().stream()
            .map(
                review ->
                    new Receipt.ReviewLine(
                        review.author(),
                        review.state(),
                        review.head(),
                        review.at(),
                        review.access().mayWrite()))
            .toList(),
        approvals(pull),
        pull.rules(),
        settings,
        task(view, pull),
        null);
  }

  /**
   * @param decision that asked for the merge
   */
  static Receipt.Judged judged(
      View view, long decision, String effect, String method, List<Judgement.Line> lines) {
    return new Receipt.Judged(
        view.now(),
        decision,
        effect,
        method,
        lines.stream().map(ReceiptText::line).toList(),
        LoopPolicy.VERSION,
        MergePolicy.VERSION,
        View.VERSION);
  }

  private static Receipt.Line line(Judgement.Line line) {
    String word =
        switch (line.verdict()) {
          case Verdict.Pass _ -> "pass";
          case Verdict.Wait _ -> "wait";
          case Verdict.Block _ -> "block";
        };
    return new Receipt.Line(line.guard(), word, line.verdict().found(), line.verdict().wanted());
  }

  /** Of each who may write the last word that is more than a comment. */
  private static int approvals(PullRequestFacts pull) {
    Map<Long, ReviewFacts> last = new HashMap<>();
    pull.reviews().stream()
        .filter(review -> !review.state().equals("COMMENTED"))
        .forEach(review -> last.put(review.authorId(), review));
    return (int)
        last.values().stream()
            .filter(review -> review.state().equals(APPROVED) && review.access().mayWrite())
            .filter(review -> review.head().equals(pull.head().sha()))
            .filter(review -> review.authorId() != pull.author().id())
            .count();
  }

  private static Receipt.@Nullable Task task(View view, PullRequestFacts pull) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), pull.number()))
        .reduce((earlier, later) -> later)
        .map(phase -> task(phase, pull))
        .orElse(null);
  }

  /** Of a phase that has ended nobody asks any more who worked on it; then its author did. */
  private static Receipt.Task task(PhaseFacts phase, PullRequestFacts pull) {
    ExecutionFacts attempt = phase.execution();
    String agent = attempt == null ? null : attempt.agent();
    return new Receipt.Task(
        phase.id(),
        phase.run(),
        phase.kind().label(),
        phase.title(),
        phase.issue(),
        agent == null || agent.isEmpty() ? pull.author().login() : agent,
        phase.attempts());
  }

  static Receipt.Landed landed(PullRequestFacts pull, PullRequest row) {
    LandedTree tree = LandedTree.of(pull);
    PullRequestFacts.Landed landed = pull.landed();
    return new Receipt.Landed(
        Objects.requireNonNullElse(row.mergeCommit, ""),
        landed == null ? "" : landed.on(),
        landed == null ? "" : landed.tree(),
        tree.same(),
        tree.why());
  }
}
