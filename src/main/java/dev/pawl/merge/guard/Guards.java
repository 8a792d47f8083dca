package dev.pawl.merge.guard;

import java.util.List;
import java.util.Set;

/** Every guard there is, in the order in which people read them. */
public final class Guards {
  /** The first that does not pass gives the reason, so what explains most stands first. */
  public static final List<Guard> IN_ORDER =
      List.of(
          new ReadGuard(),
          new OpenGuard(),
          new SettingsGuard(),
          new TaskGuard(),
          new AuthorGuard(),
          new BaseGuard(),
          new WorkflowGuard(),
          new GuardedPathsGuard(),
          new ScopeGuard(),
          new SizeGuard(),
          new HoldGuard(),
          new FreezeGuard(),
          new LabelGuard(),
          new AllowLabelGuard(),
          new TitleGuard(),
          new TitleFormGuard(),
          new ReviewsGuard(),
          new MergeableGuard(),
          new ChecksGuard(),
          new ReviewSignalGuard(),
          new DraftGuard(),
          new RulesGuard(),
          new QueueGuard(),
          new ApprovalsGuard(),
          new ApproversGuard(),
          new ReviewDecisionGuard(),
          new ThreadsGuard(),
          new UpToDateGuard(),
          new QuietGuard(),
          new PaceGuard(),
          new FreshGuard());

  /** Those that look at the work alone: what they block, no waiting mends. By name. */
  public static final Set<String> OF_THE_WORK =
      Set.of("Task", "Base", "Workflows", "Guarded paths", "Scope", "Size");

  /** Those that speak of what only a reading tells: before the first they have nothing to say. */
  public static final Set<String> OF_A_READING =
      Set.of(
          "Author",
          "Workflows",
          "Guarded paths",
          "Scope",
          "Size",
          "Reviews",
          "Mergeable",
          "Rules",
          "Approvals",
          "Approvers",
          "Review decision",
          "Conversations",
          "Up to date",
          "Quiet");

  private Guards() {}
}
