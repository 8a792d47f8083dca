package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts.ReviewFacts;
import java.util.List;
import java.util.stream.Collectors;

/** An approval of this head by one of those whom the settings name, where they name anybody. */
final class ApproversGuard implements Guard {
  @Override
  public String name() {
    return "Approvers";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<String> named = candidate.demands().approvers();
    String name = candidate.name();
    if (named.isEmpty()) {
      return Verdict.pass(
          "Nobody's approval of " + name + " is asked for by name.", "not asked for", "anybody's");
    }
    String wanted = named.stream().limit(3).map(Quoted::of).collect(Collectors.joining(" or "));
    List<ReviewFacts> given =
        Opinions.of(candidate.pull()).stream()
            .filter(review -> Opinions.approves(review, candidate.pull()))
            .filter(review -> named.stream().anyMatch(review.author()::equalsIgnoreCase))
            .toList();
    return given.stream()
        .filter(review -> review.access().mayWrite())
        .findFirst()
        .map(
            review ->
                Verdict.pass(
                    name + " is approved by " + Quoted.of(review.author()) + ".",
                    Quoted.of(review.author()),
                    wanted))
        .orElseGet(
            () ->
                Opinions.await(
                    candidate,
                    1,
                    "Waiting for the approval of " + wanted + " on " + name,
                    given.isEmpty() ? "none of theirs" : "not counted",
                    wanted,
                    "One of them, who may write and is not its author, approves this head."));
  }
}
