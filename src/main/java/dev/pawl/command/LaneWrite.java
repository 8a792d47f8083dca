package dev.pawl.command;

import dev.pawl.run.Moment;
import dev.pawl.store.Database;
import dev.pawl.store.LaneName;
import dev.pawl.store.Lease;
import dev.pawl.store.WorldClock;
import dev.pawl.webhook.WakeUps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A person's change of what a lane's worker works on.
 *
 * <p>Wanted: of a person and a worker that change the same at once, the second sees what the first
 * did. Design: the lane's row is locked before anything is read, as every transaction of a worker
 * does. A person needs no lease and takes none from the worker. In the same transaction the lane is
 * made due and its signal raised, so that a worker that is just about to release it looks again.
 */
@ApplicationScoped
class LaneWrite {
  private final Database database;
  private final WorldClock clock;
  private final WakeUps wakeUps;

  LaneWrite(Database database, WorldClock clock, WakeUps wakeUps) {
    this.database = database;
    this.clock = clock;
    this.wakeUps = wakeUps;
  }

  /** What the audit log is to say; null: nothing was changed. */
  record Noted<T>(T answer, @Nullable Line line) {
    static <T> Noted<T> nothing(T answer) {
      return new Noted<>(answer, null);
    }
  }

  /**
   * @param object what it was done to, such as {@code acme/lighthouse#41}
   */
  record Line(String what, String object, @Nullable String before, @Nullable String after) {}

  /**
   * Changes something while the lane's row is locked, and wakes the lane when something was
   * changed.
   */
  <T> T in(long repository, String who, Function<Moment, Uni<Noted<T>>> change) {
    String lane = LaneName.repository(repository);
    Moment moment = new Moment(clock.instant(), who);
    Noted<T> noted =
        database.write(
            () ->
                Panache.getSession()
                    .chain(session -> lock(session, lane))
                    .chain(() -> change.apply(moment))
                    .call(done -> close(lane, moment, done.line())));
    if (noted.line() != null) {
      wakeUps.wake(lane);
    }
    return noted.answer();
  }

  /**
   * The same, by the worker that holds the lane, where somebody has said it on GitHub. It needs no
   * signal: the worker decides next, and the delivery that told of it has made the lane due.
   *
   * @throws dev.pawl.store.LeaseLost when another worker has the lane
   */
  <T> T under(Lease lease, String who, Function<Moment, Uni<Noted<T>>> change) {
    Moment moment = new Moment(clock.instant(), who);
    return database
        .writeFenced(lease, () -> change.apply(moment).call(done -> audit(moment, done.line())))
        .answer();
  }

  private static Uni<Void> lock(Mutiny.Session session, String lane) {
    return session
        .createNativeQuery("insert into lane (name) values (?1) on conflict do nothing")
        .setParameter(1, lane)
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "select fencing from lane where name = ?1 for update", Long.class)
                    .setParameter(1, lane)
                    .getSingleResult())
        .replaceWithVoid();
  }

  private static Uni<Void> close(String lane, Moment moment, @Nullable Line line) {
    if (line == null) {
      return Uni.createFrom().voidItem();
    }
    return audit(moment, line)
        .chain(Panache::getSession)
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "update lane set wake_at = ?2, wake_reason = ?3,"
                            + " retry_at = null, signal = signal + 1 where name = ?1")
                    .setParameter(1, lane)
                    .setParameter(2, moment.now())
                    .setParameter(3, line.what())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> audit(Moment moment, @Nullable Line line) {
    if (line == null) {
      return Uni.createFrom().voidItem();
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into audit (who, what, object, before, after)"
                            + " values (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''))")
                    .setParameter(1, moment.who())
                    .setParameter(2, line.what())
                    .setParameter(3, line.object())
                    .setParameter(4, Objects.requireNonNullElse(line.before(), ""))
                    .setParameter(5, Objects.requireNonNullElse(line.after(), ""))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
