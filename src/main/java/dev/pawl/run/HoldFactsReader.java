package dev.pawl.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Reads what is held back in a repository just now. */
@ApplicationScoped
class HoldFactsReader {

  Uni<List<HoldFacts>> read(long repository, Instant now) {
    return Hold.<Hold>list(
            "repositoryId = ?1 and liftedAt is null and (until is null or until > ?2) order by id",
            repository,
            now)
        .map(holds -> holds.stream().map(HoldFactsReader::facts).toList());
  }

  private static HoldFacts facts(Hold hold) {
    return new HoldFacts(
        Objects.requireNonNull(hold.id, "a stored hold has an id"),
        hold.pullRequest,
        HoldFacts.Kind.of(hold.kind),
        hold.who,
        hold.why,
        hold.placedAt,
        hold.until);
  }
}
