package dev.pawl.settings;

import java.util.List;

/**
 * What a repository asks of a pull request besides what GitHub's rules ask for: the section {@code
 * guards} of its settings. Each demand can only forbid a merge.
 *
 * @param approvals how many approvals at least; 0: as many as the rules want
 * @param approvers accounts of which at least one must approve; empty: none must
 * @param requiredChecks checks that must have passed, by name
 * @param ignoredChecks checks that do not count unless the rules or the settings require them;
 *     patterns
 * @param labels labels of which it must have one; empty: none
 * @param titles patterns of which its title must fit one; empty: none
 * @param authors people whose pull requests are merged; empty: everybody's who may write. Pawl and
 *     the task's agent are not meant
 * @param threadsResolved whether no conversation may be open, whatever the rules ask for
 * @param quietMinutes how long nothing must have changed about it
 * @param perHour how many merges an hour in this repository; 0: any number
 * @param freezes when nothing is merged
 */
public record Demands(
    int approvals,
    List<String> approvers,
    List<String> requiredChecks,
    List<String> ignoredChecks,
    List<String> labels,
    List<String> titles,
    List<String> authors,
    boolean threadsResolved,
    int quietMinutes,
    int perHour,
    List<Freeze> freezes) {
  /** Nothing besides the rules. */
  public static final Demands NONE =
      new Demands(
          0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, 0, 0,
          List.of());

  public Demands {
    approvers = List.copyOf(approvers);
    requiredChecks = List.copyOf(requiredChecks);
    ignoredChecks = List.copyOf(ignoredChecks);
    labels = List.copyOf(labels);
    titles = List.copyOf(titles);
    authors = List.copyOf(authors);
    freezes = List.copyOf(freezes);
  }
}
