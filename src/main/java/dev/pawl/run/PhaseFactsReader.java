package dev.pawl.run;

import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a repository's phases: all that are open, and the latest that have ended. */
@ApplicationScoped
class PhaseFactsReader {
  /** What ended may be opened again by a person, or be merged late; seldom after many others. */
  private static final int ENDED = 20;

  private static final String HAS_ENDED = "state in ('done', 'skipped', 'cancelled')";

  private static final String KNOWN =
      "from Phase p where p.repositoryId = ?1 and (not p."
          + HAS_ENDED
          + " or p.id in (select e.id from Phase e where e.repositoryId = ?1 and e."
          + HAS_ENDED
          + " order by e.changedAt desc, e.id desc limit "
          + ENDED
          + ")) order by p.id";

  private static final Map<Long, List<Long>> NO_WAITS = Map.of();

  private final ExecutionFactsReader executions;

  PhaseFactsReader(ExecutionFactsReader executions) {
    this.executions = executions;
  }

  /**
   * @param waiting whether any waits for another
   */
  Uni<List<PhaseFacts>> read(long repository, Settings.Agent agents, boolean waiting) {
    return Phase.<Phase>list(KNOWN, repository)
        .chain(
            phases -> {
              List<Phase> open = phases.stream().filter(phase -> !ended(phase)).toList();
              return (waiting ? Waits.open(repository) : Uni.createFrom().item(NO_WAITS))
                  .chain(
                      waits ->
                          executions
                              .read(repository, open, agents)
                              .map(attempts -> facts(phases, waits, attempts)));
            });
  }

  private static boolean ended(Phase phase) {
    return PhaseFacts.State.of(phase.state).ended();
  }

  private static List<PhaseFacts> facts(
      List<Phase> phases, Map<Long, List<Long>> waits, Map<Long, ExecutionFacts> attempts) {
    return phases.stream().map(phase -> facts(phase, waits, attempts)).toList();
  }

  private static PhaseFacts facts(
      Phase phase, Map<Long, List<Long>> waits, Map<Long, ExecutionFacts> attempts) {
    long id = Objects.requireNonNull(phase.id, "a stored phase has an id");
    PhaseFacts.State state = PhaseFacts.State.of(phase.state);
    return new PhaseFacts(
        id,
        phase.runId,
        PhaseFacts.Kind.of(phase.kind),
        phase.title,
        // Views are stored, and the text is wanted only for the issue that is still to be made.
        state == PhaseFacts.State.PLANNED ? phase.body : "",
        state,
        phase.attempts,
        Objects.requireNonNullElse(phase.effectKey, ""),
        phase.issue,
        phase.pullRequest,
        List.copyOf(waits.getOrDefault(id, List.of())),
        phase.changedAt,
        attempts.get(id),
        phase.origin,
        !phase.critical);
  }
}
