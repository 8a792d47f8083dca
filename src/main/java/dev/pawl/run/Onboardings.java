package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Keeps people's wishes for a repository's first files. One is open at a time: who asks once more
 * meanwhile gets the same pull request. Belongs into a transaction that holds the lane's row.
 */
@ApplicationScoped
public class Onboardings {
  private final History history;

  Onboardings(History history) {
    this.history = history;
  }

  /** The wish that is open; null: there is none. */
  Uni<@Nullable OnboardingFacts> open(long repository) {
    return row(repository).map(row -> row == null ? null : row.facts());
  }

  private static Uni<Onboarding> row(long repository) {
    return Onboarding.find("repositoryId = ?1 and endedAt is null", repository).firstResult();
  }

  /**
   * Asks for it.
   *
   * @return whether nobody had asked before
   */
  public Uni<Boolean> ask(long repository, Moment moment) {
    return row(repository)
        .chain(
            known -> {
              if (known != null) {
                return Uni.createFrom().item(false);
              }
              Onboarding row = new Onboarding();
              row.repositoryId = repository;
              row.who = moment.who();
              row.askedAt = moment.now();
              return row.<Onboarding>persistAndFlush()
                  .call(made -> noted(made, "asked for", moment))
                  .replaceWith(true);
            });
  }

  /**
   * It is over, whatever came of it.
   *
   * @param outcome one sentence
   */
  public Uni<Void> end(long id, String outcome, Moment moment) {
    return Onboarding.<Onboarding>findById(id)
        .chain(
            row -> {
              row.endedAt = moment.now();
              row.outcome = outcome;
              return noted(row, outcome, moment);
            });
  }

  private Uni<Void> noted(Onboarding row, String why, Moment moment) {
    boolean ended = row.endedAt != null;
    return history.note(
        row.repositoryId,
        "onboarding:" + row.id,
        ended ? "ended" : "asked",
        ended ? "open" : null,
        ended ? "ended" : "open",
        why,
        moment);
  }
}
