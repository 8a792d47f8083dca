package dev.pawl.mirror;

import dev.pawl.settings.Settings;
import dev.pawl.settings.Wildcard;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a pull request that is in doubt is read. One whose title calls it work in progress is not
 * merged, whatever a reading would tell: its agent pushes again and again, and each push is a
 * doubt. So it is read when its title no longer says so, which an event tells; and after a while
 * all the same, since that event may be lost.
 */
final class Patience {
  /**
   * By then what GitHub failed to deliver is about to be looked for. Sooner where an agent may not
   * be silent for so long, which is only found when nothing is in doubt.
   */
  static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * The doubts that come of being worked on. Any other may mean that the title is not as it was
   * told.
   */
  private static final Set<String> OF_WORK =
      Set.of(
          PullRequest.HEAD_MOVED,
          PullRequest.BRANCH_MOVED,
          PullRequest.BASE_MOVED,
          PullRequest.FOLLOWED,
          PullRequest.OTHER_TEXT);

  private Patience() {}

  /**
   * Null: at once.
   *
   * @param settings the repository's, for the titles of work in progress and its agents' times
   */
  static @Nullable Instant until(PullRequest row, Settings settings) {
    if (row.askAt != null) {
      return row.askAt;
    }
    boolean worked =
        row.open()
            && row.dirty != null
            && OF_WORK.contains(row.dirty)
            && !row.inMergeQueue
            && settings.merge().wip().stream()
                .anyMatch(pattern -> Wildcard.text(pattern, row.title));
    return worked ? row.seenAt.plus(longest(settings.agent())) : null;
  }

  private static Duration longest(Settings.Agent agents) {
    return agents.use().stream()
        .flatMap(name -> agents.profile(name).stream())
        .map(profile -> Duration.ofMinutes(profile.silentMinutes()))
        .filter(silent -> silent.compareTo(LONGEST) < 0)
        .min(Comparator.naturalOrder())
        .orElse(LONGEST);
  }
}
