package dev.pawl.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.hibernate.FlushMode;

/**
 * Many questions after one another that change nothing.
 *
 * <p>Before each question Hibernate compares every row that the session knows with what it was, to
 * see whether one has to be written first. A view of a repository asks a dozen questions about
 * hundreds of rows: without this, a seventh of Pawl's processor time went there.
 */
public final class ReadingAlone {
  private ReadingAlone() {}

  /**
   * What was changed before is written first, so that the reading sees it.
   *
   * @param reading must change no entity
   */
  public static <T> Uni<T> of(Supplier<Uni<T>> reading) {
    return Panache.getSession()
        .chain(
            session -> {
              FlushMode before = session.getFlushMode();
              return session
                  .flush()
                  .invoke(() -> session.setFlushMode(FlushMode.COMMIT))
                  .chain(() -> reading.get())
                  .onTermination()
                  .invoke(() -> session.setFlushMode(before));
            });
  }
}
