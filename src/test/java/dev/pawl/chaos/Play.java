package dev.pawl.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.chaos.Act.Deed;
import dev.pawl.chaos.Act.Telling;
import dev.pawl.sandbox.SandboxControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A repository in which a life is played: one task and one pull request for each of its pulls. */
final class Play {
  private static final String OPEN_EFFECTS =
      "select count(*) from effect where state in ('planned', 'claimed', 'unknown')";
  private static final String DOUBTS =
      "select count(*) from mirror_pull_request where tracked"
          + " and (dirty is not null or ask_at is not null)";
  private static int plays;

  final Stage stage;
  final String repository;
  final People people;

  /** Numbers of pull requests by pull; absent while it was never opened. */
  final Map<Integer, Integer> numbers = new HashMap<>();

  /** When people had Pawl's word that nothing is merged. */
  final List<Held> held = new ArrayList<>();

  private final SandboxControl github;

  /** The issues, by pull. */
  private final List<Integer> tasks = new ArrayList<>();

  /** The pulls with which something was done that GitHub never told of. */
  private final Set<Integer> silent = new HashSet<>();

  private int turns;

  /**
   * @param pull the number of a pull request; 0: all
   * @param from by GitHub's clock, when Pawl had answered
   * @param until null: it still is
   */
  record Held(int pull, Instant from, @Nullable Instant until) {}

  Play(Stage stage) {
    this.stage = stage;
    github = stage.github();
    String owner = "play" + ++plays;
    repository = owner + "/stage";
    github.createAccount(owner, "Organization");
    github.createRepository(owner, "stage", Map.of("README.md", "# stage"));
    people = new People(github, repository);
    github.install(owner);
    for (int pull = 0; pull < Acts.PULLS; pull++) {
      Map<String, String> task = Map.of("title", "Lens " + pull);
      stage.eventually(() -> call("POST", "/phases", task) == 200);
      int wanted = pull + 1;
      // One after the other, so that each is known by its number.
      stage.eventually(() -> github.issues(repository).size() == wanted);
      tasks.add(github.issues(repository).getLast().path("number").asInt());
    }
    stage.eventually(
        () ->
            count("select count(*) from mirror_issue where state = 'open' and repository_id = ")
                == Acts.PULLS);
  }

  /** Counts in this repository, whose id is put behind the statement. */
  private long count(String sql) {
    return stage.count(sql + id());
  }

  long id() {
    String owner = repository.split("/")[0];
    return stage.count("select id from mirror_repository where owner = '" + owner + "'");
  }

  private int call(String method, String path, Map<String, ?> body) {
    return Door.call(stage.pawl(), method, "/api/repositories/" + repository + path, body);
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

  /** Nothing is on its way to Pawl, and nobody works in this repository's lane. */
  private void quiet() {
    String lane = "'repo:" + id() + "'";
    stage.eventually(
        () ->
            stage.count("select count(*) from delivery where state = 'pending' and lane = " + lane)
                == 0);
    stage.eventually(
        () ->
            stage.count(
                    "select count(*) from lane where lease_until > clock_timestamp() and name = "
                        + lane)
                == 0);
  }

  private void does(Act.Does does) {
    if (++turns % 2 == 0) {
      // Half of what happens shares its second with something else.
      stage.pass(Duration.ofSeconds(1));
    }
    SandboxControl by = does.telling() == Telling.SILENT ? github.untold() : github;
    Long fault =
        switch (does.telling()) {
          case TOLD, SILENT -> null;
          case LOST -> deliveries("drop");
          case TWICE -> deliveries("double");
          case LATE -> deliveries("delay");
          case OVERTAKEN -> deliveries("reorder");
        };
    if (does.telling() == Telling.SILENT || does.deed() == Deed.SLIP_IN) {
      silent.add(does.pull());
    }
    try {
      does(by, does.deed(), does.pull());
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

  private void does(SandboxControl by, Deed deed, int pull) {
    if (!numbers.containsKey(pull)) {
      numbers.put(pull, people.open(by, pull, tasks.get(pull)));
    }
    int number = numbers.get(pull);
    switch (deed) {
      case PAUSE -> hold(0, "/pause");
      case RESUME -> letGo(0, "/pause");
      case HOLD -> hold(number, "/pull-requests/" + number + "/hold");
      case LET_GO -> letGo(number, "/pull-requests/" + number + "/hold");
      case SLIP_IN -> {
        people.does(by, Deed.ALL_BUT_CHECK, pull, number);
        // Pawl has read it, and waits for the check alone.
        passes(Act.Lapse.SECONDS.duration);
        people.does(by, deed, pull, number);
      }
      default -> people.does(by, deed, pull, number);
    }
  }

  private void hold(int number, String path) {
    if (call("PUT", path, Map.of("why", "People look at it")) == 200) {
      held.add(new Held(number, github.now(), null));
    }
  }

  private void letGo(int number, String path) {
    Instant before = github.now();
    if (call("DELETE", path, Map.of()) == 200) {
      held.replaceAll(
          one ->
              one.pull == number && one.until == null ? new Held(number, one.from, before) : one);
    }
  }

  /** What GitHub shows people of a head: Pawl's own check run. Null: none. */
  @Nullable JsonNode word(String head) {
    return github.checkRuns(repository).stream()
        .filter(run -> run.path("name").asText().equals("Pawl"))
        .filter(run -> run.path("head_sha").asText().equals(head))
        .findFirst()
        .orElse(null);
  }

  /**
   * GitHub is well again, and what nobody was told becomes known as it does in the world: what was
   * lost is found in GitHub's list, and of what was never sent somebody talks one day. What was
   * sent, in whatever order, must be known without that.
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
          if (silent.contains(pull)) {
            people.talk(pull, number);
          }
        });
    stage.eventually(() -> github.deliveriesSettled());
    stage.eventually(this::rests);
  }

  /** What GitHub sent of this repository, or tried to, and is not in Pawl's inbox. */
  private List<String> missing() {
    Set<String> known = new HashSet<>(stage.texts("select guid::text from delivery"));
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
    boolean rests = nothingIsOpen();
    // GitHub finds out whether something can be merged a moment after it was asked.
    stage.pass(Duration.ofSeconds(rests ? 5 : 20));
    quiet();
    return rests && nothingIsOpen();
  }

  private boolean nothingIsOpen() {
    return count(OPEN_EFFECTS + " and repository_id = ") == 0
        && count(DOUBTS + " and repository_id = ") == 0;
  }
}
