package dev.pawl.run;

import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/** Notes what a phase produced. Belongs into the transaction of the change. */
@ApplicationScoped
class Artifacts {

  Uni<Void> follow(Phase phase, Transition change, Instant now) {
    return switch (change) {
      case Transition.IssueMade made ->
          keep(phase, "issue", made.issue(), phase.title + "\n\n" + phase.body, now);
      case Transition.PullRequestOpened opened ->
          keep(phase, "pull-request", opened.pullRequest(), opened.head(), now);
      case Transition.Merged merged ->
          keep(phase, "merge", merged.pullRequest(), merged.head(), now);
      default -> Uni.createFrom().voidItem();
    };
  }

  private static Uni<Void> keep(Phase phase, String kind, int number, String content, Instant now) {
    String hash = Json.hash(content);
    return Artifact.count("phaseId = ?1 and kind = ?2 and hash = ?3", phase.id, kind, hash)
        .chain(
            known -> {
              if (known > 0) {
                return Uni.createFrom().voidItem();
              }
              Artifact artifact = new Artifact();
              artifact.phaseId = Objects.requireNonNull(phase.id);
              artifact.kind = kind;
              artifact.link = "#" + number;
              artifact.hash = hash;
              artifact.madeAt = now;
              return artifact.persist().replaceWithVoid();
            });
  }
}
