package dev.pawl.run;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The effects that a decision must know of although they have ended, by their keys. A repository
 * has any number of effects behind it, and what was written long ago may matter today; so it is
 * asked for by name, not looked for among the latest.
 *
 * <p>Whoever makes up a key of which a later decision must know takes it from here.
 *
 * @param keys these very ones
 * @param stems how keys begin of which all matter: merges of the pull requests, drafts made ready,
 *     agents asked
 * @param checks how the keys of the check runs and labels on the heads begin; a number follows, and
 *     of these only the latest matters, and the check run's id
 */
public record EffectKeyFacts(Set<String> keys, Set<String> stems, Set<String> checks) {
  /** How the key of every gap-analysis issue begins. */
  public static final String GAP_ANALYSIS = "gap-analysis:";

  public EffectKeyFacts {
    keys = Set.copyOf(keys);
    stems = Set.copyOf(stems);
    checks = Set.copyOf(checks);
  }

  /**
   * What a decision on this view may ask for.
   *
   * @param view all but its effects
   */
  public static EffectKeyFacts of(View view) {
    long repository = view.repository().id();
    Set<String> keys = new LinkedHashSet<>();
    keys.add(explainSetup(repository));
    keys.add(explainTemplate(repository));
    view.phases().forEach(phase -> keys.add(phase.effectKey()));
    view.issues().stream()
        .filter(issue -> issue.state().equals("open"))
        .forEach(
            issue -> {
              keys.add(explainAssignee(repository, issue.number()));
              keys.add(closeDouble(repository, issue.number()));
              keys.add(closeSkipped(repository, issue.number()));
              keys.add(closeGone(repository, issue.number()));
            });
    // Where none is behind nothing is brought up to date; a rule alone may be known only then.
    boolean behind =
        view.pullRequests().stream()
            .anyMatch(pull -> pull.rules().strict() || pull.mergeState().equals("BEHIND"));
    return new EffectKeyFacts(
        keys,
        Stream.concat(
                view.pullRequests().stream()
                    .flatMap(
                        pull ->
                            Stream.concat(
                                Stream.of(
                                    merges(repository, pull.number()),
                                    readies(repository, pull.number())),
                                behind
                                    ? Stream.of(updates(repository, pull.number()))
                                    : Stream.<String>of())),
                Stream.concat(
                    view.queue().stream()
                        .filter(item -> item.state() == QueueFacts.State.TAKEN)
                        .flatMap(
                            item -> Stream.of(moves(view, item), OwnPullFacts.ofMoves(view, item))),
                    Stream.concat(
                        Stream.concat(
                            Stream.ofNullable(view.onboarding())
                                .map(wish -> OwnPullFacts.ofOnboarding(view, wish) + "/"),
                            view.receipts().stream()
                                .map(receipt -> reverts(repository, receipt.pullRequest()))),
                        view.phases().stream().flatMap(phase -> agents(repository, phase)))))
            .collect(Collectors.toSet()),
        view.pullRequests().stream()
            .flatMap(
                pull ->
                    pull.state() == PullRequestFacts.State.CLOSED
                        ? Stream.of(checks(repository, pull.number(), pull.head().sha()))
                        : Stream.of(
                            checks(repository, pull.number(), pull.head().sha()),
                            states(repository, pull.number(), pull.head().sha())))
            .collect(Collectors.toSet()));
  }

  private static Stream<String> agents(long repository, PhaseFacts phase) {
    Stream<String> attempt =
        phase.execution() == null
            ? Stream.of()
            : Stream.of(starts(phase.execution().id()), nudges(phase.execution().id()));
    return phase.issue() == null
        ? attempt
        : Stream.concat(
            attempt,
            Stream.of(explainAgents(repository, phase.issue()), amends(repository, phase.issue())));
  }

  /** How the key of every text that is put back begins; the name of the altered one follows. */
  public static String amends(long repository, int issue) {
    return "amend-issue:" + repository + ":" + issue + ":";
  }

  /** How the key of every request to an agent for one attempt begins; the agent follows. */
  public static String starts(long attempt) {
    return "start:" + attempt + ":";
  }

  /** How the key of every reminder within one attempt begins; its number follows. */
  public static String nudges(long attempt) {
    return "nudge:" + attempt + ":";
  }

  /** How the key of every word on an agent that cannot be asked begins; the agent follows. */
  public static String explainAgents(long repository, int issue) {
    return "explain-agent:" + repository + ":" + issue + ":";
  }

  /** How the key of every label that says how a head stands begins; a number and a dash follow. */
  public static String states(long repository, int pullRequest, String head) {
    return "state:" + repository + ":" + pullRequest + ":" + head + ":";
  }

  /**
   * The number of one of a series, whose keys begin alike; 1 where there is none to be read.
   *
   * @param stem how they begin; a number and a dash follow
   */
  public static long number(String key, String stem) {
    int dash = key.indexOf('-', stem.length());
    try {
      return dash < 0 ? 1 : Long.parseLong(key.substring(stem.length(), dash));
    } catch (NumberFormatException unexpected) {
      return 1;
    }
  }

  /** Those of a series, by their numbers: one that is taken up again keeps its old place. */
  public static List<View.EffectFacts> series(List<View.EffectFacts> effects, String stem) {
    return effects.stream()
        .filter(effect -> effect.key().startsWith(stem))
        .sorted(Comparator.comparingLong(effect -> number(effect.key(), stem)))
        .toList();
  }

  /** How the key of every move of a file of the queue begins; the content's name follows. */
  public static String moves(View view, QueueFacts item) {
    return "queue:" + view.repository().id() + ":" + item.id() + ":";
  }

  public static String closeGone(long repository, int issue) {
    return "close-gone:" + repository + ":" + issue;
  }

  public static String explainSetup(long repository) {
    return "explain-setup:" + repository;
  }

  public static String explainTemplate(long repository) {
    return "explain-template:" + repository;
  }

  public static String explainAssignee(long repository, int issue) {
    return "explain-assignee:" + repository + ":" + issue;
  }

  public static String closeDouble(long repository, int issue) {
    return "close-double:" + repository + ":" + issue;
  }

  public static String closeSkipped(long repository, int issue) {
    return "close-skipped:" + repository + ":" + issue;
  }

  /** How the key of every merge of a pull request begins. */
  public static String merges(long repository, int pullRequest) {
    return "merge:" + repository + ":" + pullRequest + ":";
  }

  /** How the key of every write begins that has to do with undoing a merge. */
  public static String reverts(long repository, int pullRequest) {
    return "revert:" + repository + ":" + pullRequest + ":";
  }

  /** How the key of every update of a pull request's branch begins; head and base follow. */
  public static String updates(long repository, int pullRequest) {
    return "update:" + repository + ":" + pullRequest + ":";
  }

  /** How the key of every mark as ready of a pull request begins. */
  public static String readies(long repository, int pullRequest) {
    return "ready:" + repository + ":" + pullRequest + ":";
  }

  /** How the key of every text of the check run on one head begins; a number and a dash follow. */
  public static String checks(long repository, int pullRequest, String head) {
    return "check:" + repository + ":" + pullRequest + ":" + head + ":";
  }
}
