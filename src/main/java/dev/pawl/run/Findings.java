package dev.pawl.run;

import dev.pawl.mirror.Bounded;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what guards have found against pull requests, each with the time from which and until which
 * it held. Belongs into the decision's own fenced transaction, so that nobody else writes a
 * repository's findings meanwhile.
 */
@ApplicationScoped
public class Findings {
  /** What is told by another sentence is another finding: the one before is resolved then. */
  private static final String NOTE =
      """
      with found as (
        select * from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as f(
          "pullRequest" integer, phase bigint, guard text, text text, mends text, head text)
      ), resolved as (
        update finding o set resolved_at = cast(?4 as timestamptz)
        where o.repository_id = ?1 and o.resolved_at is null
          and o.pull_request not in (
            select cast(k as integer) from unnest(string_to_array(cast(?3 as text), ',')) k)
          and not exists (select from found f
            where f."pullRequest" = o.pull_request and f.guard = o.guard and f.text = o.text)
      )
      insert into finding (repository_id, pull_request, phase_id, guard, text, mends, head, found_at)
      select ?1, f."pullRequest", f.phase, f.guard, f.text, f.mends, f.head,
        cast(?4 as timestamptz)
      from found f
      where not exists (select from finding o
        where o.repository_id = ?1 and o.pull_request = f."pullRequest" and o.guard = f.guard
          and o.text = f.text and o.resolved_at is null)
      -- Two guards of an operator's may have one name, and say the same.
      on conflict do nothing
      """;

  /**
   * What a guard has against a pull request.
   *
   * @param phase that it is the work of; null: a pull request of Pawl's own
   * @param guard the guard's name
   * @param text one sentence
   * @param mends who can mend it: {@code commits}, a {@code person}, or {@code nobody} needs to
   * @param head the commit that it was found at
   */
  public record Found(
      int pullRequest, @Nullable Long phase, String guard, String text, String mends, String head) {
    /** An operator's guard may say anything, and no decision may fail for it. */
    public Found {
      guard = Bounded.text(guard, Bounded.NAME);
      text = Bounded.text(text, Bounded.TITLE);
    }
  }

  /**
   * @param found all that holds now
   * @param unclear pull requests of which nothing can be said just now: what was found there stays
   */
  public record Told(List<Found> found, Set<Integer> unclear) {
    public Told {
      found = List.copyOf(found);
      unclear = Set.copyOf(unclear);
    }
  }

  /** Adds what is new, and resolves what does not hold any more. */
  public Uni<Void> note(long repository, Told told, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NOTE)
                    .setParameter(1, repository)
                    .setParameter(2, Json.write(told.found()))
                    .setParameter(
                        3, String.join(",", told.unclear().stream().map(String::valueOf).toList()))
                    .setParameter(4, now)
                    .executeUpdate())
        .replaceWithVoid();
  }
}
