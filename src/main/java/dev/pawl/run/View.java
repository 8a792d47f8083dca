package dev.pawl.run;

import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of one repository at one moment: all that a policy may know.
 *
 * @param now the world's time
 * @param files the planning files of the default branch; of many pending ones the first, and those
 *     that something under way is about
 * @param issues the issues that Pawl made, oldest first
 * @param effects everything that Pawl is to write, and of what it wrote that which {@link
 *     EffectKeyFacts} names, oldest first
 * @param pullRequests those that the loop tracks, by number
 * @param mistakes what is wrong with a newer settings file that is not in force
 * @param phases those that are open, and the latest that have ended, oldest first
 * @param holds what people hold back just now
 * @param interventions where a person is needed and has not decided yet, oldest first
 * @param unsettled why the settings are not those that the owner wrote, so that nothing is merged;
 *     null when they are
 * @param merging what merges are judged by besides
 * @param queue the tasks of files that are under way or to be put away, and the latest of those
 *     that were, oldest first
 * @param asked of the names in question ({@link QuestionFacts}) those of what people were asked to
 *     look at, whether they have decided or not
 * @param reviews how far the reviews are
 * @param onboarding the wish for the repository's first files; null while there is none
 * @param merged when Pawl merged something within the last hour, oldest first; empty where the
 *     settings do not count merges
 * @param receipts of merges that are watched or were red, by number; of all others none is wanted
 */
public record View(
    Instant now,
    RepositoryFacts repository,
    List<FileFacts> files,
    List<IssueFacts> issues,
    List<EffectFacts> effects,
    List<PullRequestFacts> pullRequests,
    Settings settings,
    List<String> mistakes,
    List<PhaseFacts> phases,
    List<HoldFacts> holds,
    List<InterventionFacts> interventions,
    @Nullable String unsettled,
    MergeFacts merging,
    List<QueueFacts> queue,
    List<String> asked,
    ReviewFacts reviews,
    @Nullable OnboardingFacts onboarding,
    List<Instant> merged,
    List<ReceiptFacts> receipts) {

  /**
   * Raised whenever a field changes its meaning, so that old views are read as what they were.
   *
   * <p>1: neither phases, holds, interventions nor pull requests were known; a view of then is read
   * as one without any. 2: they are. 3: so is all that merges are judged by. 4: so is the latest
   * attempt at a phase. 5: so are the queue, and what phases were opened for; before, a gap
   * analysis was no phase. 6: so are how far the reviews are, and what became of the texts of
   * issues. 7: so are the receipts of merges, and what became of their base.
   */
  public static final int VERSION = 7;

  /** Takes what an older view did not say as nothing. */
  public View {
    pullRequests = Objects.requireNonNullElse(pullRequests, List.of());
    phases = Objects.requireNonNullElse(phases, List.of());
    holds = Objects.requireNonNullElse(holds, List.of());
    interventions = Objects.requireNonNullElse(interventions, List.of());
    merging = Objects.requireNonNullElse(merging, MergeFacts.NONE);
    queue = Objects.requireNonNullElse(queue, List.of());
    asked = Objects.requireNonNullElse(asked, List.of());
    reviews = Objects.requireNonNullElse(reviews, ReviewFacts.NONE);
    merged = Objects.requireNonNullElse(merged, List.of());
    receipts = Objects.requireNonNullElse(receipts, List.of());
  }

  /** What GitHub says, before it is known how far runs are and what is held back. */
  public View(
      Instant now,
      RepositoryFacts repository,
      List<FileFacts> files,
      List<IssueFacts> issues,
      List<EffectFacts> effects,
      List<PullRequestFacts> pullRequests,
      Settings settings,
      List<String> mistakes) {
    this(
        now,
        repository,
        files,
        issues,
        effects,
        pullRequests,
        settings,
        mistakes,
        List.of(),
        List.of(),
        List.of(),
        null,
        MergeFacts.NONE,
        List.of(),
        List.of(),
        ReviewFacts.NONE,
        null,
        List.of(),
        List.of());
  }

  /** The same, with how far runs are and what is held back. */
  public View with(List<PhaseFacts> known, List<HoldFacts> held, List<InterventionFacts> needed) {
    return but(
        draft -> {
          draft.phases = known;
          draft.holds = held;
          draft.interventions = needed;
        });
  }

  /**
   * The same, under settings that are not known to be the owner's.
   *
   * @param reason null: they are
   */
  public View unsettled(@Nullable String reason) {
    return but(draft -> draft.unsettled = reason);
  }

  /** The same, with what merges are judged by. */
  public View judgedBy(MergeFacts facts) {
    return but(draft -> draft.merging = facts);
  }

  /** The same, with what became of files of the queue, and what people were asked. */
  public View queued(List<QueueFacts> items, List<String> questions) {
    return but(
        draft -> {
          draft.queue = items;
          draft.asked = questions;
        });
  }

  /** The same, with how far the reviews are. */
  public View reviewed(ReviewFacts far) {
    return but(draft -> draft.reviews = far);
  }

  /** The same, with what Pawl writes or wrote. */
  public View with(List<EffectFacts> written) {
    return but(draft -> draft.effects = written);
  }

  /** The same, with what became of the texts of issues, by their numbers. */
  View reading(Map<Integer, AlteredTextFacts> texts) {
    return but(
        draft ->
            draft.issues =
                issues.stream().map(issue -> issue.reading(texts.get(issue.number()))).toList());
  }

  /**
   * The same, as it would have been under other settings of its owner's: what was known besides
   * stays, also what only the settings of then had asked for.
   */
  public View under(Settings other) {
    return but(
        draft -> {
          draft.settings = other;
          draft.unsettled = null;
        });
  }

  /** The same, with when something was merged lately. */
  View merging(List<Instant> lately) {
    return but(draft -> draft.merged = lately);
  }

  /** The same, with what is kept of merges. */
  View kept(List<ReceiptFacts> known) {
    return but(draft -> draft.receipts = known);
  }

  /**
   * The same, with the wish for its first files.
   *
   * @param wish null: there is none
   */
  public View wished(@Nullable OnboardingFacts wish) {
    return but(draft -> draft.onboarding = wish);
  }

  private View but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.view();
  }

  /** A view while it is changed: what is found out after the mirror was read can be another. */
  private static final class Draft {
    private final View from;
    private List<IssueFacts> issues;
    private List<EffectFacts> effects;
    private Settings settings;
    private List<PhaseFacts> phases;
    private List<HoldFacts> holds;
    private List<InterventionFacts> interventions;
    private @Nullable String unsettled;
    private MergeFacts merging;
    private List<QueueFacts> queue;
    private List<String> asked;
    private ReviewFacts reviews;
    private @Nullable OnboardingFacts onboarding;
    private List<Instant> merged;
    private List<ReceiptFacts> receipts;

    private Draft(View from) {
      this.from = from;
      issues = from.issues;
      effects = from.effects;
      settings = from.settings;
      phases = from.phases;
      holds = from.holds;
      interventions = from.interventions;
      unsettled = from.unsettled;
      merging = from.merging;
      queue = from.queue;
      asked = from.asked;
      reviews = from.reviews;
      onboarding = from.onboarding;
      merged = from.merged;
      receipts = from.receipts;
    }

    private View view() {
      return new View(
          from.now,
          from.repository,
          from.files,
          issues,
          effects,
          from.pullRequests,
          settings,
          from.mistakes,
          phases,
          holds,
          interventions,
          unsettled,
          merging,
          queue,
          asked,
          reviews,
          onboarding,
          merged,
          receipts);
    }
  }

  /** Whether Pawl reaches the repository. */
  public enum Reach {
    ACTIVE,
    SUSPENDED,
    REMOVED,
    DELETED
  }

  /**
   * @param read whether it was read at least once
   * @param dirty why it must be read again first; null when it need not
   * @param unreadable why it cannot be read; null when it can
   * @param head the default branch's commit; null when there is none
   * @param defaultBranch its name; empty when it is not known
   * @param processedRead whether the files of tasks under way are all known by their names
   * @param readAt when it was last read; null where that was not, or is not known
   */
  public record RepositoryFacts(
      long id,
      String owner,
      String name,
      Reach reach,
      boolean archived,
      boolean issuesEnabled,
      boolean empty,
      boolean read,
      @Nullable String dirty,
      @Nullable String unreadable,
      @Nullable String head,
      String defaultBranch,
      boolean processedRead,
      @Nullable Instant readAt) {
    public RepositoryFacts {
      // A view from before this was known.
      defaultBranch = Objects.requireNonNullElse(defaultBranch, "");
    }

    public RepositoryFacts(
        long id,
        String owner,
        String name,
        Reach reach,
        boolean archived,
        boolean issuesEnabled,
        boolean empty,
        boolean read,
        @Nullable String dirty,
        @Nullable String unreadable,
        @Nullable String head) {
      this(
          id,
          owner,
          name,
          reach,
          archived,
          issuesEnabled,
          empty,
          read,
          dirty,
          unreadable,
          head,
          "",
          false,
          null);
    }
  }

  /**
   * @param role what it is to the loop, such as {@code GOAL}
   * @param blank whether there is nothing in it
   * @param readable whether it is a text of bearable size
   * @param title of a pending file: what its task is called; null where it does not say
   * @param namesGoal of the file that says that the goal is reached: whether it means the goal as
   *     it is now
   * @param flaw of a pending file: why it can be no task, whatever it holds, as GitHub's reader
   *     names it; null where nothing is wrong with it
   * @param template of the goal: whether it is still the template, which nobody has filled in
   */
  public record FileFacts(
      String role,
      String path,
      String blob,
      boolean blank,
      boolean readable,
      @Nullable String title,
      boolean namesGoal,
      @Nullable String flaw,
      boolean template) {
    public FileFacts(
        String role,
        String path,
        String blob,
        boolean blank,
        boolean readable,
        @Nullable String title,
        boolean namesGoal) {
      this(role, path, blob, blank, readable, title, namesGoal, null, false);
    }

    /** A file that is just there. */
    public FileFacts(String role, String path, String blob, boolean blank, boolean readable) {
      this(role, path, blob, blank, readable, null, false, null, false);
    }
  }

  /**
   * @param effectKey the effect that made it
   * @param altered why its text may be given to no agent as it is; null: it may, or no agent is to
   *     be asked just now
   * @param locked whether only people who may write can comment on it
   */
  public record IssueFacts(
      int number,
      String effectKey,
      String state,
      String title,
      List<String> assignees,
      @Nullable AlteredTextFacts altered,
      boolean locked) {
    public IssueFacts(
        int number, String effectKey, String state, String title, List<String> assignees) {
      this(number, effectKey, state, title, assignees, null, false);
    }

    /** The same, with what became of its text. */
    IssueFacts reading(@Nullable AlteredTextFacts text) {
      return new IssueFacts(number, effectKey, state, title, assignees, text, locked);
    }
  }

  /**
   * @param number the issue's number it led to; null before, and for other kinds
   * @param after the effect that must have ended first; null: none
   * @param result GitHub's id of what was written; null before, and for what has none
   * @param outcome what a refusal for good means, as its writer names it; null otherwise
   * @param commit the commit that was made, or at which something was made; null for what has none
   */
  public record EffectFacts(
      String key,
      String kind,
      String state,
      @Nullable Instant notBefore,
      @Nullable Long number,
      @Nullable String error,
      @Nullable String after,
      @Nullable Long result,
      @Nullable String outcome,
      @Nullable String commit) {
    public EffectFacts(
        String key,
        String kind,
        String state,
        @Nullable Instant notBefore,
        @Nullable Long number,
        @Nullable String error,
        @Nullable String after,
        @Nullable Long result,
        @Nullable String outcome) {
      this(key, kind, state, notBefore, number, error, after, result, outcome, null);
    }

    public EffectFacts(
        String key,
        String kind,
        String state,
        @Nullable Instant notBefore,
        @Nullable Long number,
        @Nullable String error,
        @Nullable String after) {
      this(key, kind, state, notBefore, number, error, after, null, null);
    }

    public boolean open() {
      return state.equals("planned") || state.equals("claimed") || state.equals("unknown");
    }
  }

  /** The moment of this picture, for policies: they never ask for the time by its usual name. */
  public Instant at() {
    return now;
  }

  /** Whether a time has come. */
  public boolean reached(Instant time) {
    return !now.isBefore(time);
  }

  /** The first file of a role. */
  public Optional<FileFacts> file(String role) {
    return files.stream().filter(file -> file.role().equals(role)).findFirst();
  }

  /** What holds the whole repository; empty when it is not paused. */
  public Optional<HoldFacts> pause() {
    return holds.stream()
        .filter(hold -> hold.pullRequest() == null && hold.kind() != HoldFacts.Kind.FREEZE)
        .findFirst();
  }

  /** What keeps back every merge, and nothing else; empty when nobody has begun a freeze. */
  public Optional<HoldFacts> freeze() {
    return holds.stream().filter(hold -> hold.kind() == HoldFacts.Kind.FREEZE).findFirst();
  }

  /** What holds one pull request; empty when nothing does. A pause is not looked at. */
  public Optional<HoldFacts> hold(int pullRequest) {
    return holds.stream()
        .filter(hold -> Objects.equals(hold.pullRequest(), pullRequest))
        .findFirst();
  }

  public Optional<PhaseFacts> phase(long id) {
    return phases.stream().filter(phase -> phase.id() == id).findFirst();
  }

  public Optional<PullRequestFacts> pullRequest(int number) {
    return pullRequests.stream().filter(pull -> pull.number() == number).findFirst();
  }

  /** What is kept of a merge that is watched or was red; empty for any other pull request. */
  public Optional<ReceiptFacts> receipt(int pullRequest) {
    return receipts.stream().filter(one -> one.pullRequest() == pullRequest).findFirst();
  }

  public Optional<IssueFacts> issue(int number) {
    return issues.stream().filter(issue -> issue.number() == number).findFirst();
  }

  public Optional<EffectFacts> effect(String key) {
    return effects.stream().filter(effect -> effect.key().equals(key)).findFirst();
  }
}
