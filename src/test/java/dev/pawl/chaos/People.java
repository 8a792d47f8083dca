package dev.pawl.chaos;

import dev.pawl.chaos.Act.Deed;
import dev.pawl.chaos.Truth.Against;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Those who work in a repository: Ada and an agent make pull requests, Bob looks at them, Eve is a
 * stranger. GitHub does not let everybody do everything, and then throws.
 */
final class People {
  /** Its pull requests are drafts that Pawl may mark as ready. */
  private static final String AGENT = "copilot-swe-agent[bot]";

  /** What may come to stand against a merge while nobody looks. */
  private static final List<Deed> SLIPS =
      List.of(Deed.LABEL, Deed.STATUS_FAILS, Deed.WANT_CHANGES, Deed.PUSH);

  private final SandboxControl github;
  private final String repository;
  private final String owner;
  private final String ada;
  private final String bob;
  private final String eve;

  /** By Ada's token; she may read everything. */
  final Api reader;

  private final Map<Integer, List<String>> heads = new HashMap<>();
  private final Map<Integer, Long> reviews = new HashMap<>();
  private int turns;

  People(SandboxControl github, String repository) {
    this.github = github;
    this.repository = repository;
    owner = repository.split("/")[0];
    ada = owner + "-ada";
    bob = owner + "-bob";
    eve = owner + "-eve";
    reader = new Api(github.url(), github.createPerson(ada));
    github.createPerson(bob);
    github.createPerson(eve);
    github.permit(repository, ada, "write");
    github.permit(repository, bob, "write");
    try {
      github.createAccount(AGENT, "Bot");
    } catch (IllegalStateException thereAlready) {
      // From an earlier play.
    }
  }

  /** Those who may write; the agent is none of them. */
  Set<String> writers() {
    return Set.of(ada, bob, owner);
  }

  /**
   * Opens a pull request for a task; its number.
   *
   * @param pull which one, from 0: the first is the agent's, and a draft
   */
  int open(SandboxControl by, int pull, int task) {
    boolean agent = pull == 0;
    Map<String, Object> details = new HashMap<>();
    details.put("head", branch(pull));
    details.put("title", (agent ? "WIP: " : "") + "Lens " + pull);
    details.put("body", "Fixes #" + task);
    details.put("draft", agent);
    details.put("files", Map.of(file(pull), "clear\n"));
    int number = by.openPullRequest(repository, author(pull), details);
    heads.put(pull, new ArrayList<>(List.of(head(number))));
    return number;
  }

  private static String branch(int pull) {
    return "lens-" + pull;
  }

  private static String file(int pull) {
    return branch(pull) + ".md";
  }

  private String author(int pull) {
    return pull == 0 ? AGENT : ada;
  }

  private String head(int number) {
    return github.pullRequest(repository, number).at("/head/sha").asText();
  }

  /**
   * Does something on GitHub.
   *
   * @param by whether it is told of
   */
  void does(SandboxControl by, Deed deed, int pull, int number) {
    turns++;
    String head = head(number);
    switch (deed) {
      case OPEN, PAUSE, RESUME, HOLD, LET_GO -> {}
      case PUSH -> {
        Map<String, String> files = Map.of(file(pull), "clear " + turns + "\n");
        heads.get(pull).add(by.pushToPullRequest(repository, number, author(pull), "On", files));
      }
      case FORCE_PUSH ->
          reader.patch(
              "/repos/" + repository + "/git/refs/heads/" + branch(pull),
              Map.of("sha", heads.get(pull).getFirst(), "force", true));
      case CHECK_RUNS -> by.check(repository, head, "build", "in_progress");
      case CHECK_PASSES -> by.check(repository, head, "build", "success");
      case CHECK_FAILS -> by.check(repository, head, "build", "failure");
      case OTHER_CHECK_PASSES -> by.check(repository, head, "docs " + turns, "success");
      case STATUS_PENDING -> by.status(repository, head, "ci/lint", "pending");
      case STATUS_PASSES -> by.status(repository, head, "ci/lint", "success");
      case STATUS_FAILS -> by.status(repository, head, "ci/lint", "failure");
      case LABEL -> edit(by, number, "labels", List.of("hold", "area"));
      case UNLABEL -> edit(by, number, "labels", List.of("area"));
      case CALL_UNFINISHED -> edit(by, number, "title", "WIP: Lens " + pull);
      case CALL_FINISHED -> edit(by, number, "title", "Lens " + pull);
      case MAKE_DRAFT -> by.convertToDraft(repository, number, bob);
      case MAKE_READY -> by.markReady(repository, number, bob);
      case ASK_REVIEW -> by.requestReview(repository, number, author(pull), bob);
      case APPROVE -> review(by, pull, number, "approved");
      case WANT_CHANGES -> review(by, pull, number, "changes_requested");
      case STRANGER_WANTS_CHANGES ->
          by.review(repository, number, eve, "changes_requested", "Not like this.");
      case DISMISS -> {
        Long review = reviews.get(pull);
        if (review != null) {
          by.dismissReview(repository, number, review, owner);
        }
      }
      case BASE_MOVES -> pushToBase(by, "base.md");
      case BASE_CONFLICTS -> pushToBase(by, file(pull));
      case CLOSE -> by.closePullRequest(repository, number, bob);
      case REOPEN -> by.reopenPullRequest(repository, number, bob);
      case DELETE_BRANCH -> by.deleteBranch(repository, bob, branch(pull));
      case PERSON_MERGES -> by.mergePullRequest(repository, number, bob, "squash");
      case COMMENT -> by.comment(repository, number, bob, "How is it going?");
      case FINISH -> finish(by, pull, number, Set.of());
      case ALL_BUT_LABEL -> but(by, Deed.LABEL, Against.LABEL, pull, number);
      case ALL_BUT_TITLE -> but(by, Deed.CALL_UNFINISHED, Against.UNFINISHED, pull, number);
      case ALL_BUT_DRAFT -> but(by, Deed.MAKE_DRAFT, Against.DRAFT, pull, number);
      case ALL_BUT_REVIEW -> but(by, Deed.WANT_CHANGES, Against.CHANGES_WANTED, pull, number);
      case ALL_BUT_CHECK -> but(by, Deed.CHECK_RUNS, Against.CHECK_RUNS, pull, number);
      case ALL_BUT_STATUS -> but(by, Deed.STATUS_FAILS, Against.CHECK_FAILED, pull, number);
      case SLIP_IN -> {
        does(github.untold(), SLIPS.get(turns % SLIPS.size()), pull, number);
        does(by, Deed.CHECK_PASSES, pull, number);
      }
    }
  }

  private void pushToBase(SandboxControl by, String file) {
    by.commit(repository, owner, "main", "On", Map.of(file, "base " + turns + "\n"));
  }

  /** Something stands against it, and nothing else. */
  private void but(SandboxControl by, Deed deed, Against against, int pull, int number) {
    does(by, deed, pull, number);
    finish(by, pull, number, Set.of(against));
  }

  /**
   * Nothing stands against it any more.
   *
   * @param left what is left as it is
   */
  private void finish(SandboxControl by, int pull, int number, Set<Against> left) {
    Truth truth = Truth.now(github, reader, repository, number);
    if (!left.contains(Against.CHECK_RUNS)) {
      by.check(repository, truth.head(), "build", "success");
    }
    if (!left.contains(Against.CHECK_FAILED) && truth.checks().containsKey("status ci/lint")) {
      by.status(repository, truth.head(), "ci/lint", "success");
    }
    if (!left.contains(Against.CHANGES_WANTED)
        && truth.against(writers()).contains(Against.CHANGES_WANTED)) {
      review(by, pull, number, "approved");
    }
    if (!left.contains(Against.LABEL)) {
      edit(by, number, "labels", List.of("area"));
    }
    if (!left.contains(Against.UNFINISHED)) {
      edit(by, number, "title", "Lens " + pull);
    }
    // The agent leaves its work a draft.
    if (!left.contains(Against.DRAFT) && pull > 0) {
      by.markReady(repository, number, bob);
    }
    by.requestReview(repository, number, author(pull), bob);
  }

  private void edit(SandboxControl by, int number, String what, Object value) {
    by.editPullRequest(repository, number, bob, Map.of(what, value));
  }

  private void review(SandboxControl by, int pull, int number, String state) {
    reviews.put(pull, by.review(repository, number, bob, state, "So."));
  }

  /** Says something that GitHub tells of, and that changes nothing. */
  void talk(int pull, int number) {
    long thread = github.openThread(repository, number, bob, file(pull), 1, "And now?");
    github.resolveThread(repository, number, thread, bob);
  }
}
