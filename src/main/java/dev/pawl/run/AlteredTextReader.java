package dev.pawl.run;

import dev.pawl.effect.Effect;
import dev.pawl.effect.Intent;
import dev.pawl.mirror.Issue;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds the texts of issues that an agent is to be asked for against what Pawl wrote. Both are in
 * the session already, so that nothing is asked of the database.
 */
@ApplicationScoped
class AlteredTextReader {
  private static final int HASH = 16;

  /**
   * @param known the effects that the view has
   * @return by the number of the issue
   */
  Uni<Map<Integer, AlteredTextFacts>> altered(View view, List<Effect> known) {
    List<PhaseFacts> asking =
        view.settings().agent().use().isEmpty()
            ? List.of()
            : view.phases().stream().filter(AlteredTextReader::isToBeAsked).toList();
    Map<Integer, AlteredTextFacts> altered = new HashMap<>();
    return Multi.createFrom()
        .iterable(asking)
        .onItem()
        .transformToUniAndConcatenate(phase -> look(view, phase, known, altered))
        .collect()
        .asList()
        .replaceWith(altered);
  }

  private static boolean isToBeAsked(PhaseFacts phase) {
    ExecutionFacts attempt = phase.execution();
    return phase.issue() != null
        && !phase.state().ended()
        && attempt != null
        && attempt.askedAt() == null;
  }

  private static Uni<Void> look(
      View view, PhaseFacts phase, List<Effect> known, Map<Integer, AlteredTextFacts> altered) {
    int number = Objects.requireNonNull(phase.issue(), "it has an issue");
    return Issue.<Issue>findById(new Issue.Key(view.repository().id(), number))
        .invoke(
            issue -> {
              if (issue != null && phase.effectKey().equals(issue.effectKey)) {
                written(known, phase.effectKey())
                    .flatMap(
                        text ->
                            AlteredText.of(
                                number,
                                phase.effectKey(),
                                text,
                                issue.body,
                                Json.hash(issue.body).substring(0, HASH)))
                    .ifPresent(found -> altered.put(number, found));
              }
            })
        .replaceWithVoid();
  }

  /** Empty where it is not kept any more. */
  private static Optional<String> written(List<Effect> known, String key) {
    return known.stream()
        .filter(effect -> effect.key.equals(key) && !effect.intent.isEmpty())
        .map(effect -> Json.read(effect.intent, Intent.class))
        .filter(Intent.CreateIssue.class::isInstance)
        .map(intent -> ((Intent.CreateIssue) intent).body())
        .findFirst();
  }
}
