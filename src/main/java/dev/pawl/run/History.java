package dev.pawl.run;

import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes and reads what changed. Belongs into the transaction of the change. */
@ApplicationScoped
public class History {

  /** Adds a line about anything but a phase's state. */
  Uni<Void> note(
      long repository,
      String object,
      String change,
      @Nullable String before,
      @Nullable String after,
      String why,
      Moment moment) {
    return line(repository, object, change, before, after, null, why, moment);
  }

  /** Adds the line that a phase's state is made from. */
  Uni<Void> note(Phase phase, Standing before, Transition change, Moment moment) {
    return line(
        phase.repositoryId,
        "phase:" + phase.id,
        change.label(),
        before.state().label(),
        phase.state,
        Json.write(change),
        change.why(),
        moment);
  }

  /** A phase's changes, oldest first. */
  public Uni<List<Transition>> changes(long phase) {
    return HistoryLine.<HistoryLine>list(
            "object = ?1 and content is not null order by id", "phase:" + phase)
        .map(
            lines ->
                lines.stream()
                    .map(line -> Json.read(Objects.requireNonNull(line.content), Transition.class))
                    .toList());
  }

  private static Uni<Void> line(
      long repository,
      String object,
      String change,
      @Nullable String before,
      @Nullable String after,
      @Nullable String content,
      String why,
      Moment moment) {
    HistoryLine line = new HistoryLine();
    line.repositoryId = repository;
    line.object = object;
    line.change = change;
    line.before = before;
    line.after = after;
    line.content = content;
    line.at = moment.now();
    line.why = why;
    line.who = moment.who();
    return line.persist().replaceWithVoid();
  }
}
