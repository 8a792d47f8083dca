package dev.pawl.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a repository's page shows of what is going on. */
@ApplicationScoped
class WorkView {
  /** How many runs are drawn. */
  private static final int DRAWN = 6;

  private final RunView runs;
  private final RunTimelines timelines;
  private final CheckView checks;
  private final HoldView holds;
  private final PullRequestView pulls;

  WorkView(
      RunView runs,
      RunTimelines timelines,
      CheckView checks,
      HoldView holds,
      PullRequestView pulls) {
    this.runs = runs;
    this.timelines = timelines;
    this.checks = checks;
    this.holds = holds;
    this.pulls = pulls;
  }

  /**
   * What is going on, and what is held back.
   *
   * @param pause null when the repository is not paused
   * @param freeze null when nobody has frozen the repository's merges
   * @param landing the writes that were begun before the pause
   * @param held the pull requests that are held back
   * @param checks those of the phases' pull requests, by their number
   * @param drawn the latest runs on an axis of time
   * @param runs those before
   * @param pulls the pull requests that are open, and those merged last
   */
  record Work(
      List<HoldView.Needed> needed,
      HoldView.@Nullable HoldLine pause,
      HoldView.@Nullable HoldLine freeze,
      List<HoldView.Landing> landing,
      List<HoldView.HoldLine> held,
      List<RunView.PhaseLine> phases,
      Map<Integer, List<CheckView.CheckLine>> checks,
      List<RunTimeline> drawn,
      List<RunView.RunLine> runs,
      PullRequestView.Pulls pulls) {
    /** The checks of a phase's pull request; none where it has none. */
    public List<CheckView.CheckLine> checks(RunView.PhaseLine phase) {
      Integer number = phase.pullRequest();
      return number == null ? List.of() : checks.getOrDefault(number, List.of());
    }

    /** What runs beside the loop. */
    public List<RunView.PhaseLine> beside() {
      return phases.stream().filter(RunView.PhaseLine::beside).toList();
    }
  }

  Work of(long repository) {
    List<HoldView.HoldLine> all = holds.holds(repository);
    HoldView.HoldLine pause = HoldView.pause(all).orElse(null);
    List<RunView.PhaseLine> open = runs.open(repository);
    List<RunView.RunLine> latest = runs.runs(repository);
    int drawn = Math.min(DRAWN, latest.size());
    return new Work(
        holds.needed(repository),
        pause,
        HoldView.freeze(all).orElse(null),
        pause == null ? List.of() : holds.landing(repository, pause),
        all.stream().filter(hold -> hold.pullRequest() != null).toList(),
        open,
        checks.of(repository, open),
        timelines.of(latest.subList(0, drawn)),
        latest.subList(drawn, latest.size()),
        pulls.of(repository));
  }
}
