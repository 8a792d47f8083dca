package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Phase;
import dev.pawl.run.Phases;
import dev.pawl.run.QueueFacts.State;
import dev.pawl.run.QueueItem;
import dev.pawl.run.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the task of a file as complete, though Pawl has merged nothing for it. Its issue is closed,
 * and the file goes to {@code complete/} by the next commit.
 */
@ApplicationScoped
public class CompleteFile {
  /** Of many tasks of one name the latest is meant. */
  private static final int MOST = 200;

  private final LaneWrite lanes;
  private final Phases phases;

  CompleteFile(LaneWrite lanes, Phases phases) {
    this.lanes = lanes;
    this.phases = phases;
  }

  /**
   * @param file its path or name
   * @param who for the history and the audit log
   */
  public Outcome complete(long repository, String file, String who) {
    return lanes.in(
        repository,
        who,
        moment -> RepositoryFinder.in(repository, row -> complete(row, file, null, moment)));
  }

  /**
   * @param file empty: the one of the task
   * @param task null: it is not said at one
   */
  Uni<LaneWrite.Noted<Outcome>> complete(
      Repository row, String file, @Nullable Phase task, Moment moment) {
    String wanted = file.strip();
    if (wanted.isEmpty() && task == null) {
      return nothing(new Outcome.Refused("Say which file: it is not said at a task of the queue."));
    }
    return QueueItem.<QueueItem>find("repositoryId = ?1 order by id desc", row.id)
        .page(0, MOST)
        .list()
        .chain(
            items ->
                found(items, wanted, task)
                    .map(item -> complete(row, item, moment))
                    .orElseGet(() -> nothing(unknown(wanted))));
  }

  private static Optional<QueueItem> found(
      List<QueueItem> items, String wanted, @Nullable Phase task) {
    return items.stream()
        .filter(item -> !item.state.equals(State.GONE.label()))
        .filter(
            item ->
                wanted.isEmpty()
                    ? task != null && Objects.equals(task.id, item.phaseId)
                    : isCalled(item, wanted))
        .findFirst();
  }

  private static boolean isCalled(QueueItem item, String wanted) {
    String name = wanted.endsWith(".md") ? wanted : wanted + ".md";
    return item.path.equals(wanted)
        || item.path.endsWith("/" + name)
        || item.kept.equals(name)
        || name.endsWith("/processed/" + item.kept);
  }

  private static Outcome unknown(String wanted) {
    return new Outcome.Overtaken(
        wanted.isEmpty()
            ? "This task came from no file of the queue."
            : "No file of that name is under way. One that waits in `pending/` can be taken away"
                + " there.");
  }

  private Uni<LaneWrite.Noted<Outcome>> complete(Repository row, QueueItem item, Moment moment) {
    return Phase.<Phase>findById(item.phaseId)
        .chain(
            phase ->
                phase == null || phase.standing().state().ended()
                    ? nothing(
                        new Outcome.Overtaken(
                            "The task of `"
                                + item.path
                                + "` has ended already"
                                + (item.state.equals(State.COMPLETE.label())
                                    ? "."
                                    : "; the file goes to `complete/` by the next commit.")))
                    : phases
                        .apply(
                            phase,
                            new Transition.Skipped(moment.who() + " says that it is complete."),
                            moment)
                        .replaceWith(
                            new LaneWrite.Noted<Outcome>(
                                new Outcome.Done(Objects.requireNonNull(phase.id)),
                                new LaneWrite.Line(
                                    "complete file",
                                    RepositoryFinder.name(row),
                                    null,
                                    item.path))));
  }

  private static Uni<LaneWrite.Noted<Outcome>> nothing(Outcome outcome) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(outcome));
  }
}
