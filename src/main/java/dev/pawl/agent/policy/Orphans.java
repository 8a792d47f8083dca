package dev.pawl.agent.policy;

import dev.pawl.run.ExecutionFacts;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Work that an agent says is done, and that may be for more than one of its tasks. Only a person
 * can tell for which: a guess would end the wrong one.
 */
final class Orphans {
  private Orphans() {}

  /** Why each of some phases needs a person, by its id. */
  static Map<Long, String> of(View view, List<PhaseFacts> underWay) {
    Map<Long, String> why = new LinkedHashMap<>();
    for (PullRequestFacts pull : view.pullRequests()) {
      if (pull.issue() != null || !isDone(pull)) {
        continue;
      }
      for (String agent : view.settings().agent().use()) {
        List<PhaseFacts> fits =
            isBy(view, agent, pull)
                ? underWay.stream().filter(phase -> waitsFor(phase, agent)).toList()
                : List.of();
        if (fits.size() > 1) {
          fits.forEach(phase -> why.put(phase.id(), sentence(pull, agent, fits)));
        }
      }
    }
    return why;
  }

  private static boolean isDone(PullRequestFacts pull) {
    return pull.state() == PullRequestFacts.State.OPEN
        && !pull.dirty()
        && !pull.head().fork()
        && (!pull.draft() || !pull.reviewRequests().isEmpty());
  }

  private static boolean isBy(View view, String agent, PullRequestFacts pull) {
    PullRequestFacts.Author author = pull.author();
    return view.settings()
        .agent()
        .profile(agent)
        .filter((Settings.Profile profile) -> profile.is(author.id(), author.login(), author.bot()))
        .isPresent();
  }

  private static boolean waitsFor(PhaseFacts phase, String agent) {
    ExecutionFacts attempt = phase.execution();
    return attempt != null
        && attempt.askedAt() != null
        && agent.equals(attempt.agent())
        && phase.issue() != null
        && phase.pullRequest() == null;
  }

  private static String sentence(PullRequestFacts pull, String agent, List<PhaseFacts> fits) {
    String issues =
        fits.stream()
            .map(PhaseFacts::issue)
            .filter(Objects::nonNull)
            .map(issue -> "#" + issue)
            .collect(Collectors.joining(", "));
    return "#"
        + pull.number()
        + " by "
        + agent
        + " does not say which of its tasks it is for: "
        + issues
        + ". Put `Fixes` and the number into its text.";
  }
}
