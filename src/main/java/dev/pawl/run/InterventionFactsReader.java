package dev.pawl.run;

import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Reads where a person is needed in a repository. */
@ApplicationScoped
class InterventionFactsReader {
  /** What was asked before so many others is asked again at most once more. */
  private static final int ASKED = 50;

  private static final String KNOWN =
      "from Intervention i where i.repositoryId = ?1 and (i.resolvedAt is null or i.id in (select"
          + " e.id from Intervention e where e.repositoryId = ?1 and e.scope <> 'phase'"
          + " order by e.id desc limit "
          + ASKED
          + ")) order by i.id";

  /**
   * What is known of people's part.
   *
   * @param open where nobody has decided yet
   * @param asked the names of what people were asked to look at beside single phases, the latest of
   *     them
   */
  record Read(List<InterventionFacts> open, List<String> asked) {}

  Uni<Read> read(long repository) {
    return Intervention.<Intervention>list(KNOWN, repository)
        .map(
            rows ->
                new Read(
                    rows.stream()
                        .filter(row -> row.resolvedAt == null)
                        .map(InterventionFactsReader::facts)
                        .toList(),
                    rows.stream()
                        .filter(row -> Scope.of(row.scope) != Scope.PHASE)
                        .map(row -> row.name)
                        .sorted()
                        .toList()));
  }

  private static InterventionFacts facts(Intervention row) {
    return new InterventionFacts(
        Objects.requireNonNull(row.id, "a stored intervention has an id"),
        Scope.of(row.scope),
        row.phaseId,
        row.file,
        row.why,
        row.what,
        row.choices.lines().map(Choice::of).toList(),
        row.raisedAt);
  }
}
