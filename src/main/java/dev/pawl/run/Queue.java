package dev.pawl.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Keeps the books of the queue's files. Belongs into a transaction that holds the lane's row.
 *
 * <p>A file and its task are one item from here on, whatever the file is called afterwards: a name
 * that comes again is another item, since the one before it is put away by then.
 */
@ApplicationScoped
public class Queue {
  private final Phases phases;
  private final History history;

  Queue(Phases phases, History history) {
    this.phases = phases;
    this.history = history;
  }

  /**
   * A file whose task is taken up.
   *
   * @param path in {@code pending/}
   * @param name its path below {@code pending/}
   * @param body the task's text
   * @param why why it is this one's turn, as one sentence
   */
  public record Taken(
      long repository,
      String path,
      String name,
      String blob,
      String title,
      String body,
      String why) {}

  /** Opens the file's phase. What has ended before is put away by the same commit. */
  public Uni<Void> take(Taken file, Moment moment) {
    return phases
        .open(
            new Phases.Wanted(
                file.repository(),
                PhaseFacts.Kind.DEVELOPMENT,
                file.title(),
                file.body(),
                List.of(),
                null,
                file.why()),
            moment)
        .chain(phase -> store(file, Objects.requireNonNull(phase.id), moment))
        .chain(item -> leave(item));
  }

  private Uni<QueueItem> store(Taken file, long phase, Moment moment) {
    return unused(file.repository(), file.name(), 1)
        .chain(
            kept -> {
              QueueItem item = new QueueItem();
              item.repositoryId = file.repository();
              item.path = file.path();
              item.blob = file.blob();
              item.kept = kept;
              item.title = file.title();
              item.phaseId = phase;
              item.takenAt = moment.now();
              return item.<QueueItem>persistAndFlush();
            })
        .call(
            item ->
                history.note(
                    item.repositoryId,
                    "queue:" + item.id,
                    "taken",
                    null,
                    item.state,
                    "“" + item.path + "” is taken up as phase " + phase + ". " + file.why(),
                    moment));
  }

  /** A name that no other item has, since files of one name would replace each other. */
  private static Uni<String> unused(long repository, String name, int number) {
    String candidate = KeptName.of(name, number);
    return QueueItem.count("repositoryId = ?1 and kept = ?2", repository, candidate)
        .chain(
            used ->
                used == 0
                    ? Uni.createFrom().item(candidate)
                    : unused(repository, name, number + 1));
  }

  private static Uni<Void> leave(QueueItem item) {
    return QueueItem.update(
            "state = ?1, leavesWith = ?2 where repositoryId = ?3 and state = ?4 and phaseId in"
                + " (select p.id from Phase p where p.repositoryId = ?3"
                + " and p.state in ('done', 'skipped', 'cancelled'))",
            QueueFacts.State.LEAVING.label(),
            item.id,
            item.repositoryId,
            QueueFacts.State.PROCESSED.label())
        .replaceWithVoid();
  }

  /** The commit was made: the file is in {@code processed/}, and those before it are put away. */
  public Uni<Void> processed(long id, Moment moment) {
    return change(id, QueueFacts.State.PROCESSED, "It is in processed/.", moment)
        .chain(
            () ->
                companions(id)
                    .chain(
                        items ->
                            each(
                                items,
                                item ->
                                    stand(
                                        item,
                                        QueueFacts.State.COMPLETE,
                                        "It is in complete/.",
                                        moment))));
  }

  /**
   * The file went away before it was moved.
   *
   * @param why one sentence
   */
  public Uni<Void> gone(long id, String why, Moment moment) {
    return change(id, QueueFacts.State.GONE, why, moment)
        .chain(() -> companions(id))
        .chain(
            items ->
                each(
                    items,
                    item -> {
                      item.leavesWith = null;
                      return stand(
                          item,
                          QueueFacts.State.PROCESSED,
                          "It stays in processed/ until the next commit.",
                          moment);
                    }));
  }

  private static Uni<List<QueueItem>> companions(long id) {
    return QueueItem.list(
        "leavesWith = ?1 and state = ?2 order by id", id, QueueFacts.State.LEAVING.label());
  }

  private static Uni<Void> each(List<QueueItem> items, Function<QueueItem, Uni<Void>> change) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> change.apply(item))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> change(long id, QueueFacts.State state, String why, Moment moment) {
    return QueueItem.<QueueItem>findById(id).chain(item -> stand(item, state, why, moment));
  }

  private Uni<Void> stand(QueueItem item, QueueFacts.State state, String why, Moment moment) {
    String before = item.state;
    item.state = state.label();
    return history.note(
        item.repositoryId, "queue:" + item.id, state.label(), before, item.state, why, moment);
  }
}
