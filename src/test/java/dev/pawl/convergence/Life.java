package dev.pawl.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.chaos.Act.Telling;
import dev.pawl.chaos.Stage;
import dev.pawl.convergence.People.Turn;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.InFlight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One repository in which a script is played to its end. */
final class Life {
  /**
   * What is waited for while there is nothing to do: what Pawl has begun, GitHub's finding out what
   * can be merged, a write that settles, the list of what was lost, the regular reading.
   */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofSeconds(40),
          Duration.ofMinutes(2),
          Duration.ofMinutes(31),
          Duration.ofHours(9),
          Duration.ofMinutes(2),
          Duration.ofMinutes(31),
          Duration.ofHours(9),
          Duration.ofMinutes(2),
          Duration.ofHours(9),
          Duration.ofMinutes(2),
          Duration.ofHours(9));

  /** Whatever Pawl itself does is told badly as well; percent of all deliveries. */
  private static final Map<String, Integer> MAIL =
      Map.of("drop", 8, "double", 12, "reorder", 12, "delay", 10);

  private static final List<Telling> TELLINGS =
      List.of(
          Telling.TOLD,
          Telling.TOLD,
          Telling.SILENT,
          Telling.LOST,
          Telling.TWICE,
          Telling.LATE,
          Telling.OVERTAKEN);

  private final Stage stage;
  private final SandboxControl github;
  private final Place place;
  private final int inFlight;
  private final People people;
  private final Trouble trouble;
  private final Random random;
  private final List<String> told = new ArrayList<>();

  /**
   * What goes wrong.
   *
   * @param seed null: nothing
   * @param kills how often Pawl is killed
   */
  record Trouble(@Nullable Long seed, int kills) {
    static final Trouble NONE = new Trouble(null, 0);
  }

  /**
   * @param inFlight {@code loop.max_in_flight}
   */
  Life(Stage stage, Script script, int inFlight, Trouble trouble) {
    this.stage = stage;
    this.github = stage.github();
    this.inFlight = inFlight;
    this.trouble = trouble;
    random = Script.random(trouble.seed() == null ? 0 : trouble.seed());
    place = new Place(stage, inFlight);
    people = new People(place, script);
  }

  /** What was done, and how it was told. */
  List<String> told() {
    return List.copyOf(told);
  }

  Outcome play() {
    github.clearFaults();
    stage.awake();
    place.install();
    stage.eventually(github::deliveriesSettled);
    place.quiet();
    if (trouble.seed() != null) {
      troubleTheMail();
    }
    Set<Integer> deaths = deaths();
    int waits = 0;
    int acts = 0;
    while (!people.finished()) {
      List<Turn> turns = people.turns();
      if (turns.isEmpty()) {
        if (waits == WAITS.size()) {
          throw new AssertionError("nothing happens any more: " + place.unrest() + stuck());
        }
        pass(WAITS.get(waits++));
        continue;
      }
      waits = 0;
      act(turns);
      if (deaths.contains(++acts)) {
        stage.pass(Duration.ofSeconds(random.nextInt(15)));
        told.add("KILLED");
        stage.kill();
      }
    }
    comeToRest();
    return Outcome.of(place);
  }

  private void troubleTheMail() {
    MAIL.forEach(
        (kind, percent) ->
            github.fault(Map.of("kind", kind, "percent", percent, "after", "PT30S")));
  }

  private Set<Integer> deaths() {
    Set<Integer> deaths = new HashSet<>();
    while (deaths.size() < trouble.kills()) {
      deaths.add(1 + random.nextInt(20));
    }
    return deaths;
  }

  private void act(List<Turn> turns) {
    if (trouble.seed() == null) {
      Turn turn = turns.getFirst();
      told.add(turn.toString());
      // GitHub's times know seconds only.
      stage.pass(Duration.ofSeconds(2));
      people.take(turn, github);
      stage.eventually(github::deliveriesSettled);
      place.quiet();
      return;
    }
    Turn turn = turns.get(random.nextInt(turns.size()));
    Telling telling = TELLINGS.get(random.nextInt(TELLINGS.size()));
    told.add(turn + " " + telling);
    if (random.nextBoolean()) {
      stage.pass(Duration.ofSeconds(2));
    }
    Long fault =
        switch (telling) {
          case TOLD, SILENT -> null;
          case LOST -> deliveries("drop");
          case TWICE -> deliveries("double");
          case LATE -> deliveries("delay");
          case OVERTAKEN -> deliveries("reorder");
        };
    people.take(turn, telling == Telling.SILENT ? github.untold() : github);
    if (fault != null) {
      github.removeFault(fault);
    }
    if (random.nextInt(3) == 0) {
      pass(WAITS.get(random.nextInt(4)));
    }
  }

  private long deliveries(String kind) {
    return github.fault(Map.of("kind", kind, "percent", 100, "event", ".*", "after", "PT30S"));
  }

  /** First what is under way, so that the time finds something to pass over. */
  private void pass(Duration duration) {
    stage.awake();
    place.quiet();
    if (duration.isPositive()) {
      stage.pass(duration);
      place.quiet();
    }
  }

  /** Nothing is lost any more, and what was becomes known as it does in the world. */
  private void comeToRest() {
    github.clearFaults();
    for (Duration wait : WAITS) {
      pass(wait);
      if (place.unrest().isEmpty()) {
        pass(Duration.ofSeconds(5));
        if (place.unrest().isEmpty()) {
          break;
        }
      }
    }
    assertThat(place.unrest()).as("what does not come to rest").isEmpty();
  }

  private String stuck() {
    return "\n"
        + String.join(
            "\n",
            place.texts(
                "select kind || ' ' || title || ' ' || state || ' #' || coalesce(issue, 0)"
                    + " from phase where repository_id = %d order by id"))
        + "\n"
        + place.texts(
            "select max(id) || ' ' || max(reason) from decision where repository_id = %d");
  }

  /**
   * No more developments than they may were ever open at once: by Pawl's own history, line by line,
   * and on GitHub. As many were, since more tasks than that wait from the beginning.
   */
  void keptToTheLimit() {
    assertThat(
            place.count(
                "select coalesce(max(most), 0) from ("
                    + InFlight.MOST
                    + ") m where repository_id = "))
        .as("tasks at once by the history")
        .isEqualTo(inFlight);
    assertThat(people.mostOpen())
        .as("tasks at once on GitHub, whenever people looked")
        .isPositive()
        .isLessThanOrEqualTo(inFlight);
  }
}
