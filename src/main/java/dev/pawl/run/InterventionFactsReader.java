package dev.pawl.run;

import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads where a person is needed in a repository. */
@ApplicationScoped
class InterventionFactsReader {
  private static final String OPEN = "repositoryId = :repository and (resolvedAt is null";

  /**
   * What is known of people's part.
   *
   * @param open where nobody has decided yet
   * @param asked of the names in question those of what people were asked to look at beside single
   *     phases
   */
  record Read(List<InterventionFacts> open, List<String> asked) {
    static final Read NOTHING = new Read(List.of(), List.of());
  }

  Uni<Read> read(long repository, QuestionFacts questions) {
    Map<String, Object> parameters = new HashMap<>(Map.of("repository", repository));
    StringBuilder known = new StringBuilder(OPEN);
    if (!questions.names().isEmpty()) {
      known.append(" or name in (:names)");
      parameters.put("names", questions.names());
    }
    int number = 0;
    for (String stem : questions.stems()) {
      known.append(" or name like :stem").append(number);
      parameters.put("stem" + number++, stem + "%");
    }
    return Intervention.<Intervention>list(known + ") order by id", parameters)
        .map(
            rows ->
                new Read(
                    rows.stream()
                        .filter(row -> row.resolvedAt == null)
                        .map(InterventionFactsReader::facts)
                        .toList(),
                    rows.stream()
                        .filter(row -> Scope.of(row.scope) != Scope.PHASE)
                        .filter(row -> questions.include(row.name))
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
