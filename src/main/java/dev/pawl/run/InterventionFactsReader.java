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

  Uni<List<InterventionFacts>> read(long repository) {
    return Intervention.<Intervention>list(
            "repositoryId = ?1 and resolvedAt is null order by id", repository)
        .map(open -> open.stream().map(InterventionFactsReader::facts).toList());
  }

  /**
   * The names of what people were asked to look at of the queue and the loop, the latest of them.
   */
  Uni<List<String>> asked(long repository) {
    return Intervention.<Intervention>find(
            "repositoryId = ?1 and scope in ('file', 'repository') order by id desc", repository)
        .page(0, ASKED)
        .list()
        .map(rows -> rows.stream().map(row -> row.name).sorted().toList());
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
