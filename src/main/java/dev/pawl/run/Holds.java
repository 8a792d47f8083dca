package dev.pawl.run;

import dev.pawl.store.LaneName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Places and lifts what people hold back. Belongs into a transaction that holds the lane's row.
 *
 * <p>The claim of an effect reads the table {@code hold} by plain SQL. It may have begun before a
 * hold was committed and have waited for the lane's row, so it also compares the row's number
 * {@code holds}, which is raised here with every change.
 */
@ApplicationScoped
public class Holds {
  private final History history;

  Holds(History history) {
    this.history = history;
  }

  /**
   * @param pullRequest null: the whole repository
   * @param until null: until somebody lifts it
   */
  public record Wanted(
      long repository,
      @Nullable Integer pullRequest,
      HoldFacts.Kind kind,
      String why,
      @Nullable Instant until) {}

  /** Places a hold instead of the one there may be. */
  public Uni<Void> place(Wanted wanted, Moment moment) {
    return lift(
            wanted.repository(),
            wanted.pullRequest(),
            wanted.kind() == HoldFacts.Kind.FREEZE,
            "Another one was placed.",
            moment)
        .chain(
            () -> {
              Hold hold = new Hold();
              hold.repositoryId = wanted.repository();
              hold.pullRequest = wanted.pullRequest();
              hold.kind = wanted.kind().label();
              hold.who = moment.who();
              hold.why = wanted.why();
              hold.placedAt = moment.now();
              hold.until = wanted.until();
              return hold.<Hold>persistAndFlush();
            })
        .chain(hold -> note(hold, "placed", null, hold.kind, wanted.why(), moment))
        .chain(() -> raise(wanted.repository()));
  }

  /**
   * Lifts a hold, or a pause.
   *
   * @return whether there was one
   */
  public Uni<Boolean> lift(
      long repository, @Nullable Integer pullRequest, String why, Moment moment) {
    return lift(repository, pullRequest, false, why, moment);
  }

  /**
   * Ends the freeze of a repository's merges.
   *
   * @return whether there was one
   */
  public Uni<Boolean> unfreeze(long repository, String why, Moment moment) {
    return lift(repository, null, true, why, moment);
  }

  private Uni<Boolean> lift(
      long repository, @Nullable Integer pullRequest, boolean freeze, String why, Moment moment) {
    return open(repository)
        .map(
            holds ->
                holds.stream()
                    .filter(hold -> Objects.equals(hold.pullRequest, pullRequest))
                    .filter(hold -> isFreeze(hold) == freeze)
                    .toList())
        .chain(
            holds ->
                end(holds, why, moment)
                    .chain(() -> raise(repository))
                    .replaceWith(!holds.isEmpty()));
  }

  /** Notes the end of those whose time is up; they have held nothing since. */
  Uni<Void> expire(long repository, Instant now) {
    return open(repository)
        .map(
            holds ->
                holds.stream()
                    .filter(hold -> hold.until != null && !hold.until.isAfter(now))
                    .toList())
        .chain(holds -> end(holds, "Its time was up.", new Moment(now, HistoryLine.PAWL)));
  }

  private static Uni<List<Hold>> open(long repository) {
    return Hold.list("repositoryId = ?1 and liftedAt is null", repository);
  }

  private Uni<Void> end(List<Hold> holds, String why, Moment moment) {
    return Multi.createFrom()
        .iterable(holds)
        .onItem()
        .transformToUniAndConcatenate(
            hold -> {
              hold.liftedAt = moment.now();
              hold.liftedBy = moment.who();
              return note(hold, "lifted", hold.kind, null, why, moment);
            })
        .collect()
        .asList()
        // The old one must have gone before another one for the same comes in.
        .chain(() -> Panache.flush());
  }

  private Uni<Void> note(
      Hold hold,
      String change,
      @Nullable String before,
      @Nullable String after,
      String why,
      Moment moment) {
    String what = hold.pullRequest == null ? "" : " of #" + hold.pullRequest;
    return history.note(
        hold.repositoryId,
        "hold:" + hold.id,
        word(hold) + " " + change + what,
        before,
        after,
        why,
        moment);
  }

  private static boolean isFreeze(Hold hold) {
    return hold.kind.equals(HoldFacts.Kind.FREEZE.label());
  }

  private static String word(Hold hold) {
    return isFreeze(hold) ? "freeze" : hold.pullRequest == null ? "pause" : "hold";
  }

  private static Uni<Void> raise(long repository) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("update lane set holds = holds + 1 where name = ?1")
                    .setParameter(1, LaneName.repository(repository))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
