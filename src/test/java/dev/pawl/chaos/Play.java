package dev.pawl.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.chaos.Act.Deed;
import dev.pawl.chaos.Act.Telling;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A repository in which a life is played: one task and one pull request for each of its pulls. */
final class Play {
  /** Its pull requests are drafts that Pawl may mark as ready. */
  private static final String AGENT = "copilot-swe-agent[bot]";

  private static int plays;

  final Stage stage;
  final String repository;
  final Api reader;
  private final SandboxControl github;
  private final String owner;
  private final String ada;
  private final String bob;
  private final String eve;

  /** Issues by pull; numbers of pull requests by pull, absent while it was never opened. */
  private final List<Integer> tasks = new ArrayList<>();

  final Map<Integer, Integer> numbers = new HashMap<>();
  private final Map<Integer, List<String>> heads = new HashMap<>();
  private final Map<Integer, Long> reviews = new HashMap<>();
  private int pushes;

  /** When people had Pawl's word that nothing is merged: of a pull request, 0: of all. */
  final List<Held> held = new ArrayList<>();

  /**
   * @param pull the number of a pull request; 0: all
   * @param from by GitHub's clock, when Pawl had answered
   * @param until null: it still is
   */
  record Held(int pull, Instant from, @Nullable Instant until) {}

  Play(Stage stage) {
    this.stage = stage;
    this.github = stage.github();
    plays++;
    owner = "play" + plays;
    repository = owner + "/stage";
    ada = owner + "-ada";
    bob = owner + "-bob";
    eve = owner + "-eve";
    github.createAccount(owner, "Organization");
    github.createRepository(owner, "stage", Map.of("README.md", "# stage"));
    String token = github.createPerson(ada);
    reader = new Api(github.url(), token);
    github.createPerson(bob);
    github.createPerson(eve);
    github.permit(repository, ada, "write");
    github.permit(repository, bob, "write");
    try {
      github.createAccount(AGENT, "Bot");
    } catch (IllegalStateException thereAlready) {
      // From an earlier play.
    }
    github.install(owner);
    String phases = "/api/repositories/" + repository + "/phases";
    for (int pull = 0; pull < Acts.PULLS; pull++) {
      Map<String, String> task = Map.of("title", "Lens " + pull);
      stage.eventually(() -> Door.call(stage.pawl(), "POST", phases, task) == 200);
      int wanted = pull + 1;
      // One after the other, so that each is known by its number.
      stage.eventually(() -> github.issues(repository).size() == wanted);
      tasks.add(github.issues(repository).getLast().path("number").asInt());
    }
    stage.eventually(() -> count("select count(*) from mirror_issue where state = 'open'") == 3);
  }

  /** Counts in this repository; the statement ends in a condition. */
  long count(String sql) {
    return stage.count(sql + " and repository_id = " + id());
  }

  long id() {
    return stage.count("select id from mirror_repository where owner = '" + owner + "'");
  }

  Set<String> writers() {
    return Set.of(ada, bob, owner);
  }

  Instant now() {
    return github.now();
  }

  void play(Act act) {
    switch (act) {
      case Act.Does does -> does(does);
      case Act.Fails fails -> github.fault(fails.trouble().fault());
      case Act.Passes passes -> passes(passes.lapse().duration);
      case Act.Dies _ -> stage.kill();
    }
  }

  /** First what is under way, so that the time finds something to pass over. */
  private void passes(Duration duration) {
    stage.awake();
    quiet();
    if (duration.isPositive()) {
      stage.pass(duration);
      quiet();
    }
  }

  /** Nothing is on its way to Pawl, and no lane of this repository is worked in. */
  void quiet() {
    stage.eventually(
        () ->
            stage.count(
                    "select count(*) from delivery where state = 'pending' and lane = 'repo:"
                        + id()
                        + "'")
                == 0);
    stage.eventually(
        () ->
            stage.count(
                    "select count(*) from lane where name = 'repo:"
                        + id()
                        + "' and lease_until > clock_timestamp()")
                == 0);
  }

  private void does(Act.Does does) {
    SandboxControl by = does.telling() == Telling.SILENT ? github.untold() : github;
    Long fault =
        switch (does.telling()) {
          case TOLD, SILENT -> null;
          case LOST -> deliveries("drop");
          case TWICE -> deliveries("double");
          case LATE -> deliveries("delay");
          case OVERTAKEN -> deliveries("reorder");
        };
    try {
      if (numbers.containsKey(does.pull()) || opens(by, does.pull())) {
        does(by, does.deed(), does.pull(), numbers.get(does.pull()));
      }
    } catch (IllegalStateException refused) {
      // GitHub does not let everybody do everything; then it did not happen.
      if (!String.valueOf(refused.getMessage()).matches("(?s).* answered 4\\d\\d .*")) {
        throw refused;
      }
    } finally {
      if (fault != null) {
        github.removeFault(fault);
      }
    }
  }

  private long deliveries(String kind) {
    return github.fault(Map.of("kind", kind, "percent", 100, "event", ".*", "after", "PT30S"));
  }

  private boolean opens(SandboxControl by, int pull) {
    boolean agent = pull == 0;
    String branch = branch(pull);
    Map<String, Object> details = new HashMap<>();
    details.put("head", branch);
    details.put("title", (agent ? "WIP: " : "") + "Lens " + pull);
    details.put("body", "Fixes #" + tasks.get(pull));
    details.put("draft", agent);
    details.put("files", Map.of("lens-" + pull + ".md", "clear\n"));
    int number = by.openPullRequest(repository, agent ? AGENT : ada, details);
    numbers.put(pull, number);
    heads.put(pull, new ArrayList<>(List.of(head(number))));
    return true;
  }

  private static String branch(int pull) {
    return "lens-" + pull;
  }

  private String head(int number) {
    return github.pullRequest(repository, number).at("/head/sha").asText();
  }

  private String author(int pull) {
    return pull == 0 ? AGENT : ada;
  }

  private void does(SandboxControl by, Deed deed, int pull, int number) {
    String head = head(number);
    switch (deed) {
      case OPEN -> {}
      case PUSH ->
          heads
              .get(pull)
              .add(
                  by.pushToPullRequest(
                      repository,
                      number,
                      author(pull),
                      "On",
                      Map.of("lens-" + pull + ".md", "clear " + ++pushes + "\n")));
      case FORCE_PUSH ->
          reader.patch(
              "/repos/" + repository + "/git/refs/heads/" + branch(pull),
              Map.of("sha", heads.get(pull).getFirst(), "force", true));
      case CHECK_RUNS -> by.check(repository, head, "build", "in_progress");
      case CHECK_PASSES -> by.check(repository, head, "build", "success");
      case CHECK_FAILS -> by.check(repository, head, "build", "failure");
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
      case APPROVE -> review(by, pull, number, bob, "approved");
      case WANT_CHANGES -> review(by, pull, number, bob, "changes_requested");
      case STRANGER_WANTS_CHANGES ->
          by.review(repository, number, eve, "changes_requested", "Not like this.");
      case DISMISS -> {
        Long review = reviews.get(pull);
        if (review != null) {
          by.dismissReview(repository, number, review, owner);
        }
      }
      case BASE_MOVES ->
          by.commit(repository, owner, "main", "On", Map.of("base.md", "moved " + ++pushes));
      case BASE_CONFLICTS ->
          by.commit(
              repository,
              owner,
              "main",
              "Mine",
              Map.of("lens-" + pull + ".md", "mine " + ++pushes + "\n"));
      case CLOSE -> by.closePullRequest(repository, number, bob);
      case REOPEN -> by.reopenPullRequest(repository, number, bob);
      case DELETE_BRANCH -> by.deleteBranch(repository, bob, branch(pull));
      case PERSON_MERGES -> by.mergePullRequest(repository, number, bob, "squash");
      case COMMENT -> by.comment(repository, number, bob, "How is it going?");
      case FINISH -> {
        Truth truth = Truth.now(github, reader, repository, number);
        by.check(repository, head, "build", "success");
        if (truth.checks().containsKey("status ci/lint")) {
          by.status(repository, head, "ci/lint", "success");
        }
        if (truth.against(writers()).contains(Truth.Against.CHANGES_WANTED)) {
          review(by, pull, number, bob, "approved");
        }
        edit(by, number, "labels", List.of("area"));
        edit(by, number, "title", "Lens " + pull);
        if (pull > 0) {
          by.markReady(repository, number, bob);
        }
        by.requestReview(repository, number, author(pull), bob);
      }
      case PAUSE -> hold(0, "PUT", "/pause");
      case RESUME -> letGo(0, "/pause");
      case HOLD -> hold(number, "PUT", "/pull-requests/" + number + "/hold");
      case LET_GO -> letGo(number, "/pull-requests/" + number + "/hold");
    }
  }

  private void edit(SandboxControl by, int number, String what, Object value) {
    by.editPullRequest(repository, number, bob, Map.of(what, value));
  }

  private void review(SandboxControl by, int pull, int number, String who, String state) {
    reviews.put(pull, by.review(repository, number, who, state, "So."));
  }

  private void hold(int pull, String method, String path) {
    int status =
        Door.call(
            stage.pawl(),
            method,
            "/api/repositories/" + repository + path,
            Map.of("why", "People look at it"));
    if (status == 200) {
      held.add(new Held(pull, now(), null));
    }
  }

  private void letGo(int pull, String path) {
    Instant before = now();
    int status =
        Door.call(stage.pawl(), "DELETE", "/api/repositories/" + repository + path, Map.of());
    if (status == 200) {
      held.replaceAll(
          one -> one.pull == pull && one.until == null ? new Held(pull, one.from, before) : one);
    }
  }

  /** What GitHub shows people of a pull request: Pawl's word on its head. Null: none. */
  @Nullable JsonNode word(String head) {
    JsonNode word = null;
    for (JsonNode run : github.checkRuns(repository)) {
      if (run.path("name").asText().equals("Pawl") && run.path("head_sha").asText().equals(head)) {
        if (word != null) {
          throw new AssertionError("two check runs of Pawl on " + head);
        }
        word = run;
      }
    }
    return word;
  }

  /**
   * GitHub is well again, and what nobody was told becomes known as it does in the world: lost
   * deliveries are found in GitHub's list, and somebody talks about each pull request.
   */
  void comeToRest() {
    github.clearFaults();
    stage.awake();
    letGo(0, "/pause");
    passes(Duration.ofSeconds(40));
    stage.eventually(() -> github.deliveriesSettled());
    passes(Act.Lapse.HALF_AN_HOUR.duration);
    stage.eventually(
        () -> {
          boolean all = missing().isEmpty();
          if (!all) {
            stage.pass(Duration.ofMinutes(1));
          }
          return all;
        });
    numbers.forEach(
        (pull, number) -> {
          long thread =
              github.openThread(repository, number, bob, "lens-" + pull + ".md", 1, "And now?");
          github.resolveThread(repository, number, thread, bob);
        });
    stage.eventually(() -> github.deliveriesSettled());
    stage.eventually(this::rests);
  }

  /** What GitHub sent of this repository, or tried to, and is not in Pawl's inbox. */
  private List<String> missing() {
    List<String> known = stage.texts("select guid::text from delivery");
    return github.deliveries().stream()
        .filter(one -> one.at("/payload/repository/full_name").asText().equals(repository))
        .map(one -> one.path("guid").asText())
        .filter(guid -> !known.contains(guid))
        .distinct()
        .toList();
  }

  /** Lets the time pass until nothing is open, and nothing doubtful. */
  private boolean rests() {
    quiet();
    boolean doubtful =
        count(
                "select count(*) from mirror_pull_request where tracked"
                    + " and (dirty is not null or ask_at is not null)")
            > 0;
    boolean open =
        count("select count(*) from effect where state in ('planned', 'claimed', 'unknown')") > 0;
    if (doubtful || open) {
      stage.pass(Duration.ofSeconds(20));
      return false;
    }
    // GitHub finds out whether it can be merged a moment after it was asked.
    stage.pass(Duration.ofSeconds(5));
    quiet();
    return count("select count(*) from effect where state in ('planned', 'claimed', 'unknown')")
            == 0
        && count(
                "select count(*) from mirror_pull_request where tracked"
                    + " and (dirty is not null or ask_at is not null)")
            == 0;
  }
}
