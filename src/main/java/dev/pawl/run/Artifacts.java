package dev.pawl.run;

import dev.pawl.effect.WrittenIssue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/**
 * Notes what a phase produced, and what is kept of a run. Belongs into the transaction of the
 * change, which holds the lane's row: whoever looks whether something is there already is followed
 * by nobody before it is.
 */
@ApplicationScoped
class Artifacts {

  Uni<Void> follow(Phase phase, Transition change, Instant now) {
    return switch (change) {
      case Transition.IssueMade made ->
          text(phase)
              .chain(text -> keep(phase, Artifact.holding("issue", "#" + made.issue(), text, now)));
      case Transition.PullRequestOpened opened ->
          keep(
              phase,
              Artifact.named("pull-request", "#" + opened.pullRequest(), opened.head(), now));
      case Transition.Merged merged ->
          keep(phase, Artifact.named("merge", "#" + merged.pullRequest(), merged.head(), now));
      default -> Uni.createFrom().voidItem();
    };
  }

  /** What GitHub was given; the task alone, where that was dropped before the issue was seen. */
  private static Uni<String> text(Phase phase) {
    return WrittenIssue.of(Objects.requireNonNullElse(phase.effectKey, ""))
        .map(written -> written.orElseGet(() -> phase.title + "\n\n" + phase.body));
  }

  private static Uni<Void> keep(Phase phase, Artifact artifact) {
    long id = Objects.requireNonNull(phase.id);
    artifact.phaseId = id;
    return once("phaseId", id, artifact);
  }

  /** Keeps what a run was when it ended. */
  Uni<Void> archive(Run run, RunArchive content, Instant now) {
    long id = Objects.requireNonNull(run.id);
    Artifact artifact = Artifact.holding(Artifact.ARCHIVE, "run " + id, content.json(), now);
    artifact.runId = id;
    return once("runId", id, artifact);
  }

  private static Uni<Void> once(String owner, long id, Artifact artifact) {
    return Artifact.count(
            owner + " = ?1 and kind = ?2 and hash = ?3", id, artifact.kind, artifact.hash)
        .chain(
            known ->
                known > 0 ? Uni.createFrom().voidItem() : artifact.persist().replaceWithVoid());
  }
}
