package dev.pawl.merge.policy;

import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.View;
import java.util.List;

/**
 * Whether what Pawl merged is what it had judged. GitHub tells beforehand what content the base
 * would have; while the base is not moved, the merge must give it that content. Otherwise nobody
 * knows what has landed, and nothing else is merged until a person has looked.
 *
 * <p>Where the base was moved in between, and where a rebase put several commits upon it, the two
 * contents say nothing of each other.
 */
public final class Landing {
  private Landing() {}

  /** The pull requests that Pawl merged, and of which something else has landed. */
  public static List<PullRequestFacts> otherwise(View view) {
    return view.pullRequests().stream()
        .filter(PullRequestFacts::landedOtherwise)
        .filter(pull -> mergedByPawl(view, pull))
        .toList();
  }

  private static boolean mergedByPawl(View view, PullRequestFacts pull) {
    String stem = EffectKeyFacts.merges(view.repository().id(), pull.number());
    return view.effects().stream()
        .anyMatch(effect -> effect.key().startsWith(stem) && effect.state().equals("done"));
  }
}
