package dev.pawl.loop;

import dev.pawl.agent.policy.Finished;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.mirror.IssueReferences;
import dev.pawl.mirror.PullRequest;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the closing word into the text of a pull request whose agent forgot it, so that people and
 * GitHub see what it is for. Only once it was said to be done: until then its agent may write
 * another text over it.
 *
 * <p>Accepted: the agent changes the text in the moment between the event that told of the last one
 * and the write. GitHub knows no condition for it, and what is lost is a text, not work.
 */
@ApplicationScoped
class ClosingWords {
  /** How a link was found that nothing in the text tells of. */
  private static final Set<String> GUESSED = Set.of("agent-branch", "cross-reference", "only-fit");

  /** GitHub's own limit of a description. */
  private static final int MOST = 65_536;

  /** What is to be written, by number. Belongs into the decision's own transaction. */
  Uni<List<PlannedEffect>> wanted(View view) {
    Map<Integer, Integer> forgotten = new TreeMap<>();
    for (PullRequestFacts pull : view.pullRequests()) {
      PullRequestFacts.IssueLink link = pull.issue();
      if (link != null && GUESSED.contains(link.how()) && isDone(view, pull)) {
        forgotten.put(pull.number(), link.number());
      }
    }
    if (forgotten.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return PullRequest.<PullRequest>list(
            "repositoryId = ?1 and number in (?2) order by number",
            view.repository().id(),
            List.copyOf(forgotten.keySet()))
        .map(
            rows ->
                rows.stream()
                    .flatMap(
                        row -> amended(view, row, forgotten.getOrDefault(row.number, 0)).stream())
                    .toList());
  }

  private static boolean isDone(View view, PullRequestFacts pull) {
    return pull.state() == PullRequestFacts.State.OPEN
        && !pull.dirty()
        && !pull.head().fork()
        && (asked(view, pull)
            ? Finished.of(view, pull)
            : !pull.draft() || !pull.reviewRequests().isEmpty());
  }

  /** Whether an agent was asked for it, which then has its own way to say that it is done. */
  private static boolean asked(View view, PullRequestFacts pull) {
    return view.phases().stream()
        .filter(phase -> Objects.equals(phase.pullRequest(), pull.number()))
        .map(PhaseFacts::execution)
        .anyMatch(attempt -> attempt != null && attempt.askedAt() != null);
  }

  /**
   * Nothing where the word would stand in code or in a hidden comment that the text leaves open.
   */
  private static Optional<PlannedEffect> amended(View view, PullRequest row, int issue) {
    View.RepositoryFacts repository = view.repository();
    String text = (row.body.strip() + "\n\nFixes #" + issue).strip();
    String name = repository.owner() + "/" + repository.name();
    if (text.length() > MOST || !IssueReferences.in(text, name).closes().contains(issue)) {
      return Optional.empty();
    }
    String key =
        "amend:" + repository.id() + ":" + row.number + ":" + issue + ":" + Json.hash(row.body);
    return Optional.of(
        new PlannedEffect(
                key,
                new Intent.AmendBody(row.number, text),
                "#" + row.number + " works on #" + issue + ", and its text does not say so.")
            .aimedAt(row.number));
  }
}
