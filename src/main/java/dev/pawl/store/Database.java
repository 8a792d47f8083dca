package dev.pawl.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to PostgreSQL: single statements of plain SQL for inbox, leases and claims, and
 * Panache transactions for mirror, decisions and pages.
 *
 * <p>Every method waits for its answer, so it belongs on a virtual or worker thread, never on an
 * event loop. None may be open across a call to GitHub. Lanes take turns, fewer while deliveries
 * come in a rush; the front door takes none, and whoever looks at a page waits only for others that
 * look.
 */
@ApplicationScoped
public class Database {
  /** Connections that are left to the front door. */
  private static final int RESERVED = 6;

  /** Connections that are left to pages: so many of their questions are asked at once. */
  private static final int LOOKS = 2;

  /** Of the time that its turn took. */
  private static final int REST = 4;

  private static final long LONGEST_REST = Duration.ofMillis(20).toNanos();

  private final Pool pool;
  private final Rush rush;

  /** Fewer than there are connections, so that the front door finds one at any time. */
  private final Semaphore turns;

  private final Semaphore turnInARush = new Semaphore(1, true);

  private final Semaphore looks = new Semaphore(LOOKS, true);

  Database(
      Pool pool,
      Rush rush,
      @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections) {
    this.pool = pool;
    this.rush = rush;
    this.turns = new Semaphore(Math.max(1, connections - RESERVED - LOOKS), true);
  }

  /** The pool itself, for the front door, which must not wait. */
  public Pool pool() {
    return pool;
  }

  /** One statement, committed when it returns. Parameters are {@code $1, $2 …}. */
  public RowSet<Row> execute(String sql, @Nullable Object... parameters) {
    return inTurn(() -> answer(sql, parameters));
  }

  /**
   * The same for somebody who waits before a page: it only reads, and goes past the turns, few at
   * once, so that the page comes while deliveries come in a rush.
   */
  public RowSet<Row> look(String sql, @Nullable Object... parameters) {
    return inTurn(looks, () -> answer(sql, parameters));
  }

  private RowSet<Row> answer(String sql, @Nullable Object... parameters) {
    return pool.preparedQuery(sql).execute(Tuple.from(parameters)).await().indefinitely();
  }

  /** A Panache transaction: committed when the work's Uni ends well, rolled back when it fails. */
  public <T> T write(Supplier<Uni<T>> work) {
    return inTurn(() -> await(() -> Panache.withTransaction(work)));
  }

  /** A Panache session for reading. */
  public <T> T read(Supplier<Uni<T>> work) {
    return inTurn(() -> await(() -> Panache.withSession(work)));
  }

  /**
   * A Panache transaction that first locks the lane's row by its fencing number, so that a worker
   * whose lease was taken over cannot write any more, however late it wakes up.
   *
   * @throws LeaseLost when another claim has raised the number; nothing is written then
   */
  public <T> T writeFenced(Lease lease, Supplier<Uni<T>> work) {
    return write(() -> lock(lease).chain(locked -> work.get()));
  }

  private static Uni<Void> lock(Lease lease) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select fencing from lane where name = ?1 and fencing = ?2 for update",
                        Long.class)
                    .setParameter(1, lease.lane())
                    .setParameter(2, lease.fencing())
                    .getResultList())
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw new LeaseLost(lease);
              }
            })
        .replaceWithVoid();
  }

  private <T> T inTurn(Supplier<T> work) {
    return rush.on() ? inARush(work) : inTurn(turns, work);
  }

  private static <T> T inTurn(Semaphore turns, Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /** One at a time, and the next one only after a rest. */
  private <T> T inARush(Supplier<T> work) {
    return inTurn(
        turnInARush,
        () -> {
          long begun = System.nanoTime();
          try {
            return work.get();
          } finally {
            long rest = REST * (System.nanoTime() - begun);
            LockSupport.parkNanos(Math.min(rest, LONGEST_REST));
          }
        });
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }
}
