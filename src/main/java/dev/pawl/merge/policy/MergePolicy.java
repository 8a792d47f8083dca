package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Quoted;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.View.EffectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a candidate to the writes of its merge: say how it stands, mark it ready, merge it, then
 * close its issue and delete its branch. A pure function: the same is decided for the same.
 *
 * <p>The key of a merge stands for all that was judged. So what GitHub refused is not sent again
 * for the same reason, and is sent again as soon as anything has changed. A draft that was marked
 * ready is judged anew before it is merged, since GitHub then says more about it. A merge of which
 * GitHub did not say what became is looked for before another one is sent, whatever has changed.
 */
public final class MergePolicy {
  /** Raised whenever a view may lead to other merges than before. */
  public static final int VERSION = 6;

  /** As the writer of merges names what must be changed in settings. */
  private static final String SETTINGS = "settings";

  /** As the outbox names a merge that GitHub found a conflict in. */
  private static final String CONFLICT = "conflict";

  /** As the outbox names a write of which GitHub never said what became of it. */
  private static final String UNSURE = "unsure";

  /** The guard that waits for GitHub to try the merge, and its word until then. */
  static final String MERGEABLE = "Mergeable";

  private static final String UNKNOWN = "UNKNOWN";

  /** As the key of a merge names the way through a merge queue, beside the methods. */
  private static final String QUEUE = "queue";

  /** How often GitHub may not know before that is worth a word: some seven seconds. */
  private static final int MOMENT = 3;

  private static final String PLANNED = "planned";
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  private MergePolicy() {}

  /**
   * What follows a merge.
   *
   * @param issue the issue that was worked on, as long as it is open; null: none
   * @param branchInUse whether another open pull request comes from its branch, or goes into it
   */
  public record Aftermath(@Nullable Integer issue, boolean branchInUse) {}

  /**
   * @param judgement what the guards say of the candidate
   * @param repository GitHub's id of the repository
   * @param effects what Pawl writes or wrote, oldest first
   */
  public static MergeDecision decide(
      Judgement judgement,
      Candidate candidate,
      long repository,
      List<EffectFacts> effects,
      Aftermath aftermath) {
    PullRequestFacts pull = candidate.pull();
    String stem = EffectKeyFacts.merges(repository, pull.number());
    boolean mergedHere =
        effects.stream()
            .anyMatch(
                effect ->
                    effect.key().startsWith(stem)
                        && !effect.key().startsWith(stem + QUEUE + ":")
                        && effect.state().equals(DONE));
    // What was merged stays merged, even where GitHub's lists still lag behind.
    if (mergedHere || pull.state() == PullRequestFacts.State.MERGED) {
      return merged(candidate, repository, effects, aftermath);
    }
    if (pull.state() == PullRequestFacts.State.CLOSED) {
      return closed(judgement, candidate, repository, effects);
    }
    boolean queue = pull.rules().mergeQueue();
    String method =
        queue ? QUEUE + ":" + pull.head().sha() : candidate.settings().method().toString();
    String key = stem + method + ":" + judgement.digest();
    Optional<EffectFacts> refused =
        judgement.passes() ? refused(effects, stem + method, key) : Optional.empty();
    String readies = EffectKeyFacts.readies(repository, pull.number());
    Optional<Words> hindered =
        refused
            .map(effect -> refused(judgement, effect))
            .or(
                () ->
                    judgement.passes() && pull.draft()
                        ? stillDraft(effects, readies, readies + judgement.digest(), pull.number())
                        : Optional.empty())
            .or(
                () ->
                    judgement.passes()
                        ? takenOut(effects, stem + method + ":", pull)
                        : Optional.empty());
    BranchUpdate update = BranchUpdate.of(judgement, candidate, repository, effects);
    List<MergeStep> steps = new ArrayList<>();
    MergeStep.Explain explain =
        explain(
            candidate,
            hindered
                .map(words -> words.on(judgement, pull.draft()))
                .orElseGet(
                    () ->
                        CheckText.of(
                            judgement,
                            judgement.state(),
                            judgement.state(),
                            update.reason(),
                            update.change())),
            repository,
            effects);
    boolean merges = judgement.passes() && hindered.isEmpty() && !pull.draft();
    boolean checkFirst = requiresCheck(pull.rules());
    // The merge itself says it soonest; where it is held up, the check says so next.
    boolean soon =
        merges && !checkFirst && effects.stream().noneMatch(effect -> effect.key().equals(key));
    if (!soon && !(explain.checkRun() != null && beingTried(judgement, candidate))) {
      steps.add(explain);
    }
    if (hindered.isPresent()) {
      return hindered.get().decision(steps);
    }
    if (judgement.passes() && pull.draft()) {
      steps.add(
          new MergeStep.MarkReady(
              readies + judgement.digest(),
              "#" + pull.number() + " is a draft that its agent has finished.",
              sent(effects, readies, readies + judgement.digest()).orElse(explain.key()),
              pull.number(),
              pull.nodeId()));
    } else if (merges && queue) {
      steps.add(
          new MergeStep.Enqueue(
              key,
              judgement.reason(),
              sent(effects, stem, key).orElse(checkFirst ? explain.key() : null),
              pull.number(),
              pull.nodeId(),
              judgement.head(),
              candidate.frozenFrom(),
              candidate.sparedFromFreezeByHand()));
    } else if (merges) {
      steps.add(
          new MergeStep.Merge(
              key,
              judgement.reason(),
              sent(effects, stem, key).orElse(checkFirst ? explain.key() : null),
              pull.number(),
              judgement.head(),
              method,
              candidate.frozenFrom(),
              candidate.sparedFromFreezeByHand()));
    }
    update.step().ifPresent(steps::add);
    return new MergeDecision(
        judgement.state(),
        update.reason(),
        update.change(),
        steps,
        merges ? candidate.frozenFrom() : judgement.until());
  }

  /**
   * Whether nothing else is waited for first than GitHub's next word on conflicts: a check run that
   * is there keeps its words meanwhile.
   */
  private static boolean beingTried(Judgement judgement, Candidate candidate) {
    return tried(candidate) && !candidate.pull().dirty() && judgement.waitsFor(MERGEABLE);
  }

  /**
   * Whether GitHub is to try its merge anew. It does so whenever the base moves, and knows a moment
   * later; if that were said, each push to the base would be told twice on every pull request.
   */
  private static boolean tried(Candidate candidate) {
    PullRequestFacts pull = candidate.pull();
    return pull.state() == PullRequestFacts.State.OPEN
        && (pull.mergeable() == Mergeable.UNKNOWN || pull.mergeState().equals(UNKNOWN))
        && candidate.asked() <= MOMENT;
  }

  /** Whether rules ask for Pawl's own check, which then must conclude before the merge. */
  private static boolean requiresCheck(PullRequestFacts.Rules rules) {
    return rules.requiredChecks().stream().anyMatch(check -> check.name().equals(Candidate.CHECK));
  }

  /** The refusal that forbids to send the same again; what must be changed in settings, any. */
  private static Optional<EffectFacts> refused(
      List<EffectFacts> effects, String sameMethod, String key) {
    return effects.stream()
        .filter(effect -> effect.state().equals(FAILED))
        .filter(
            effect ->
                effect.key().equals(key)
                    || (effect.key().startsWith(sameMethod + ":")
                        && SETTINGS.equals(effect.outcome())))
        .reduce((first, last) -> last);
  }

  /** What hinders, though every guard passes. */
  private record Words(String state, String reason, String change) {
    MergeDecision decision(List<MergeStep> steps) {
      return new MergeDecision(state, reason, change, steps, null);
    }

    /** The check stays a success where a merge was refused: a rule may ask for the check itself. */
    CheckText on(Judgement judgement, boolean draft) {
      return CheckText.of(judgement, draft ? state : judgement.state(), state, reason, change);
    }
  }

  /** Why a draft that is to be marked as ready stays one; empty while that is still to be done. */
  private static Optional<Words> stillDraft(
      List<EffectFacts> effects, String readies, String key, int number) {
    Optional<EffectFacts> refused =
        effects.stream()
            .filter(effect -> effect.key().equals(key) && effect.state().equals(FAILED))
            .findFirst();
    if (refused.isPresent()) {
      return Optional.of(
          new Words(
              "Needs you",
              "Needs you: #"
                  + number
                  + " stays a draft, since GitHub does not let Pawl mark it as ready: "
                  + words(refused.get())
                  + ".",
              "Somebody marks it as ready; or what GitHub names is mended, and the write is tried"
                  + " again on its page."));
    }
    return effects.stream()
            .anyMatch(effect -> effect.key().startsWith(readies) && effect.state().equals(DONE))
        ? Optional.of(
            new Words(
                "Waiting",
                "Waiting for #"
                    + number
                    + " to be marked as ready: Pawl did so once, and it is a draft again.",
                "Somebody marks it as ready."))
        : Optional.empty();
  }

  /** This head was put into the queue once, and is out of it without a merge: not again. */
  private static Optional<Words> takenOut(
      List<EffectFacts> effects, String ofHead, PullRequestFacts pull) {
    return effects.stream()
        .filter(effect -> effect.key().startsWith(ofHead) && effect.state().equals(DONE))
        .findFirst()
        .map(
            effect ->
                new Words(
                    "Needs you",
                    "Needs you: #"
                        + pull.number()
                        + " was put into the merge queue, which took it out again.",
                    "A person puts it into the queue, or new commits come."));
  }

  static String words(EffectFacts refused) {
    return Quoted.of(refused.error() == null ? "" : refused.error(), 200);
  }

  private static Words refused(Judgement judgement, EffectFacts effect) {
    String words = words(effect);
    if (UNSURE.equals(effect.outcome())) {
      return new Words(
          "Needs you",
          "Needs you: whether #" + judgement.number() + " was merged is not known: " + words + ".",
          "GitHub tells that it is merged, or the write is tried again on its page: it is looked for"
              + " first.");
    }
    if (CONFLICT.equals(effect.outcome())) {
      return new Words(
          "Waiting",
          "Waiting for #"
              + judgement.number()
              + " to be free of conflicts: GitHub found one when it was to be merged.",
          "Its author resolves the conflict with its base.");
    }
    return SETTINGS.equals(effect.outcome())
        ? new Words(
            "Needs you",
            "Needs you: GitHub does not let Pawl merge #" + judgement.number() + ": " + words + ".",
            "The repository allows it, or `merge.method` names another way; then the write is tried"
                + " again on its page.")
        : new Words(
            "Waiting",
            "Waiting for what GitHub asks for on #"
                + judgement.number()
                + ", all guards of Pawl having passed: "
                + words
                + ".",
            "Something about the pull request changes.");
  }

  /**
   * The check run in the words of now. It is written when they differ from what was written last;
   * each change has its number, since the same words may come back.
   */
  private static MergeStep.Explain explain(
      Candidate candidate, CheckText text, long repository, List<EffectFacts> effects) {
    PullRequestFacts pull = candidate.pull();
    String head = pull.head().sha();
    String stem = EffectKeyFacts.checks(repository, pull.number(), head);
    List<EffectFacts> earlier = EffectKeyFacts.series(effects, stem);
    String words = text.digest();
    EffectFacts last = earlier.isEmpty() ? null : earlier.getLast();
    long before = last == null ? 0 : EffectKeyFacts.number(last.key(), stem);
    String now = stem + before + "-";
    String said = last == null ? "" : last.key();
    boolean same =
        said.equals(now + words) || tried(candidate) && said.startsWith(now + text.lasting() + ".");
    String key = same ? said : stem + (before + 1) + "-" + words;
    Long checkRun =
        earlier.stream()
            .map(EffectFacts::result)
            .filter(result -> result != null)
            .findFirst()
            .orElse(null);
    return new MergeStep.Explain(
        key,
        "The check run of #" + pull.number() + " says: " + text.title(),
        earlier.stream()
            .filter(MergePolicy::underWay)
            .map(EffectFacts::key)
            .filter(other -> !other.equals(key))
            .reduce((first, second) -> second)
            .orElse(null),
        checkRun,
        head,
        text);
  }

  /**
   * One that was sent tells the check run's id, and must not land after the next one. What was not
   * sent is not waited for: nobody wants its words any more.
   */
  static boolean underWay(EffectFacts effect) {
    return effect.open() && !effect.state().equals(PLANNED);
  }

  /**
   * The last of a kind that was sent under another key, and of which it is not known what became:
   * it may have landed, so nothing of its kind is sent before it was looked for.
   */
  private static Optional<String> sent(List<EffectFacts> effects, String stem, String key) {
    return effects.stream()
        .filter(MergePolicy::underWay)
        .map(EffectFacts::key)
        .filter(other -> other.startsWith(stem) && !other.equals(key))
        .reduce((first, last) -> last);
  }

  /** A check run that is there is not left in progress for ever. */
  private static MergeDecision closed(
      Judgement judgement, Candidate candidate, long repository, List<EffectFacts> effects) {
    PullRequestFacts pull = candidate.pull();
    MergeStep.Explain last =
        explain(candidate, CheckText.closed(pull.number(), pull.head().sha()), repository, effects);
    return new MergeDecision(
        judgement.state(),
        judgement.reason(),
        judgement.change(),
        last.checkRun() == null ? List.of() : List.of(last),
        judgement.until());
  }

  private static MergeDecision merged(
      Candidate candidate, long repository, List<EffectFacts> effects, Aftermath aftermath) {
    PullRequestFacts pull = candidate.pull();
    List<MergeStep> steps = new ArrayList<>();
    MergeStep.Explain done =
        explain(candidate, CheckText.merged(pull.number(), pull.head().sha()), repository, effects);
    if (done.checkRun() != null) {
      // Only where there is one: nothing is said that nobody has asked for yet.
      steps.add(done);
    }
    Integer issue = aftermath.issue();
    if (issue != null) {
      steps.add(
          new MergeStep.CloseIssue(
              "close-merged:" + repository + ":" + issue + ":" + pull.number(),
              "#" + pull.number() + ", which worked on #" + issue + ", is merged.",
              null,
              issue));
    }
    String branch = pull.head().branch();
    boolean deletes =
        candidate.settings().deleteBranch()
            && candidate.unsettled() == null
            && !pull.head().fork()
            && !aftermath.branchInUse()
            && !branch.isEmpty()
            && !branch.equals(candidate.defaultBranch())
            && !branch.equals(pull.base().branch());
    if (deletes) {
      steps.add(
          new MergeStep.DeleteBranch(
              "delete-branch:" + repository + ":" + pull.number() + ":" + pull.head().sha(),
              "#" + pull.number() + " is merged, and nothing else needs its branch.",
              null,
              branch,
              pull.head().sha()));
    }
    return new MergeDecision(
        "Done", "Done: #" + pull.number() + " is merged.", "Nothing; it is over.", steps, null);
  }
}
