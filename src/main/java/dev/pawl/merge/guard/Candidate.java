package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that may be merged, and all that guards may know of it.
 *
 * @param phase the loop's phase that it belongs to; null for none
 * @param plan what Pawl's own effect put into it; null when none made it
 * @param hold what people hold back just now; null: nothing
 * @param defaultBranch where merges go
 * @param asked how often in a row GitHub was asked and did not know yet whether it can be merged
 * @param headSince when this head was first seen; null when that is not known
 * @param freshFor how long what was read may be relied upon
 * @param at when it is judged: the world's time
 * @param unsettled why the settings are not known to be the owner's; null when they are
 * @param demands what the settings ask for besides GitHub's rules
 * @param freeze what keeps every merge back, begun by somebody; null: nothing
 * @param pace what was merged lately
 */
public record Candidate(
    PullRequestFacts pull,
    @Nullable Phase phase,
    @Nullable Plan plan,
    @Nullable Hold hold,
    String defaultBranch,
    Settings.Planning planning,
    Settings.Merge settings,
    int asked,
    @Nullable Instant headSince,
    Duration freshFor,
    Instant at,
    @Nullable String unsettled,
    Demands demands,
    @Nullable Hold freeze,
    Pace pace) {

  /** The check run by which Pawl says how a merge stands. It is never its own input. */
  public static final String CHECK = "Pawl";

  /** What GitHub calls a change by which a file has an earlier path. */
  private static final Set<String> MOVED = Set.of("renamed", "copied");

  /**
   * @param kind null when the issue's kind is not known; nothing is merged for such a phase
   * @param agentIds GitHub's ids of the agent's accounts
   * @param finished whether the agent was seen to finish
   * @param ended why its task is not to be done any more, such as {@code its issue #38 is closed};
   *     null while it is
   * @param rivals the numbers of other open pull requests for the same issue
   */
  public record Phase(
      @Nullable IssueKind kind,
      Set<Long> agentIds,
      boolean finished,
      @Nullable String ended,
      List<Integer> rivals) {
    public Phase {
      agentIds = Set.copyOf(agentIds);
      rivals = List.copyOf(rivals);
    }

    public Phase(@Nullable IssueKind kind, Set<Long> agentIds, boolean finished) {
      this(kind, agentIds, finished, null, List.of());
    }
  }

  /**
   * What Pawl itself wrote.
   *
   * @param effectKey the effect that made the pull request
   * @param head the commit that the effect made; any other head is somebody else's work
   */
  public record Plan(String effectKey, String head) {}

  /**
   * What somebody holds back.
   *
   * @param whole whether it is the whole repository
   * @param until when it ends by itself, by the world's clock; null: when somebody ends it
   */
  public record Hold(boolean whole, String who, String why, @Nullable Instant until) {}

  /**
   * What was merged in this repository, and what goes on with others.
   *
   * @param merged when, within the last hour, oldest first; empty where nothing counts them
   * @param ahead how many others are to be merged before this one, or are being merged
   * @param updating another one whose branch is being brought up to date; null: none is
   * @param reading another one that has its turn to be read before it is merged; null: none has
   */
  public record Pace(
      List<Instant> merged, int ahead, @Nullable Integer updating, @Nullable Integer reading) {
    /** Nothing was. */
    public static final Pace NONE = new Pace(List.of(), 0, null, null);

    public Pace {
      merged = List.copyOf(merged);
    }

    /**
     * Whether what is old may be read now: the merge of another one would make it old again, so
     * that of many that wait for nothing else one is read for each merge.
     */
    boolean readsNow() {
      return ahead == 0 && reading == null;
    }
  }

  /** When the next freeze of the settings begins that would keep it; null: none does. */
  public @Nullable Instant frozenFrom() {
    return demands.freezes().stream()
        .filter(one -> !one.spares(pull.labels()))
        .flatMap(one -> one.beginsAfter(at).stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether a freeze that somebody has begun lets it through: any label that lifts one does. */
  public boolean sparedFromFreezeByHand() {
    return demands.freezes().stream().anyMatch(one -> one.spares(pull.labels()));
  }

  /** The pull request in a sentence, such as {@code #41}. */
  public String name() {
    return "#" + pull.number();
  }

  /**
   * When to read it again for what a reading tells, and the last one did not: never twice within
   * the time for which a reading may be relied upon.
   */
  Instant lookAgain() {
    Instant read = pull.readAt();
    if (read == null || pull.dirty()) {
      return at;
    }
    Instant next = read.plus(freshFor);
    return next.isBefore(at) ? at : next;
  }

  /** Whether it is exactly what Pawl's own effect made. */
  boolean ownAsPlanned() {
    return pull.author().ownApp()
        && plan != null
        && plan.effectKey().equals(pull.effectKey())
        && !plan.head().isEmpty()
        && plan.head().equals(pull.head().sha())
        && !pull.head().fork();
  }

  /** Whether its author is the phase's agent. */
  boolean byAgent() {
    return phase != null
        && pull.author().id() > 0
        && !pull.author().ownApp()
        && phase.agentIds().contains(pull.author().id());
  }

  /** Whether every changed file was read. */
  boolean filesComplete() {
    return pull.fileCount() == pull.files().size();
  }

  /** Every path that a change touches; a renaming touches two. */
  List<String> touched() {
    List<String> touched = new ArrayList<>();
    for (PullRequestFacts.ChangedFile file : pull.files()) {
      touched.add(file.path());
      if (file.previous() != null) {
        touched.add(file.previous());
      }
    }
    return touched;
  }

  /**
   * What holds while not every path is known that it touches: files that were not read, or a file
   * that was moved from where GitHub did not say; null when all are known.
   */
  @Nullable Verdict unknownPaths(String wanted) {
    if (!filesComplete()) {
      return unreadFiles(wanted);
    }
    return pull.files().stream()
        .filter(file -> MOVED.contains(file.change()) && file.previous() == null)
        .map(file -> Quoted.of(file.path()))
        .sorted()
        .findFirst()
        .map(
            path ->
                Verdict.await(
                    "Waiting for GitHub to say from where "
                        + name()
                        + " moves "
                        + path
                        + ": it may be a path that nobody may change.",
                    "moved from where is not known: " + path,
                    wanted,
                    "GitHub tells the file's earlier path."))
        .orElse(null);
  }

  /** What holds while files are still to be read. */
  Verdict unreadFiles(String wanted) {
    String found = pull.files().size() + " of " + pull.fileCount() + " files read";
    return Verdict.await(
        "Waiting for all " + pull.fileCount() + " changed files of " + name() + " to be read.",
        found,
        wanted,
        "The rest of its files is read.");
  }
}
