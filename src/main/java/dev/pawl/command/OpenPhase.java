package dev.pawl.command;

import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Phase;
import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.PhaseFacts.State;
import dev.pawl.run.Phases;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Opens a phase by hand: its issue follows by the loop. */
@ApplicationScoped
public class OpenPhase {
  /** The others need inputs that only the loop can give them. */
  private static final Set<Kind> BY_HAND = Set.of(Kind.DEVELOPMENT, Kind.REPAIR);

  // GitHub takes 256 characters for a title and 65,536 for a body.
  private static final int TITLE = 200;
  private static final int BODY = 20_000;
  private static final int NEEDS = 20;

  private final LaneWrite lanes;
  private final Phases phases;

  OpenPhase(LaneWrite lanes, Phases phases) {
    this.lanes = lanes;
    this.phases = phases;
  }

  /**
   * A task, as it was sent.
   *
   * @param kind such as {@code development}
   * @param needs the phases that must be done or skipped first
   * @param critical whether a person is asked when its last attempt has failed; else the run goes
   *     on without it
   */
  public record Task(String kind, String title, String body, List<Long> needs, boolean critical) {
    private Task cleaned() {
      return new Task(
          kind, CleanText.line(title), CleanText.lines(body), List.copyOf(needs), critical);
    }

    private Optional<String> mistake() {
      if (title.isEmpty()) {
        return Optional.of("A title is wanted.");
      }
      if (title.length() > TITLE) {
        return Optional.of("The title may have " + TITLE + " characters at most.");
      }
      if (body.length() > BODY) {
        return Optional.of("The text may have " + BODY + " characters at most.");
      }
      if (needs.size() > NEEDS) {
        return Optional.of("A task may need " + NEEDS + " others at most.");
      }
      return BY_HAND.stream().anyMatch(one -> one.label().equals(kind))
          ? Optional.empty()
          : Optional.of("The kind must be development or repair.");
    }
  }

  /**
   * @param who for the history and the audit log
   * @return with the phase's id when it is open
   */
  public Outcome open(long repository, Task sent, String who) {
    if (sent.body().length() > 10 * BODY || sent.title().length() > 10 * TITLE) {
      return new Outcome.Refused("The text may have " + BODY + " characters at most.");
    }
    Task task = sent.cleaned();
    Optional<String> mistake = task.mistake();
    if (mistake.isPresent()) {
      return new Outcome.Refused(mistake.get());
    }
    return lanes.in(
        repository, who, moment -> RepositoryFinder.in(repository, row -> open(row, task, moment)));
  }

  private Uni<LaneWrite.Noted<Outcome>> open(Repository row, Task task, Moment moment) {
    List<Long> needs = task.needs().stream().distinct().toList();
    return (needs.isEmpty()
            ? Uni.createFrom().item(List.<Phase>of())
            : Phase.<Phase>list("repositoryId = ?1 and id in (?2) order by id", row.id, needs))
        .chain(
            known -> {
              Optional<String> impossible = impossible(needs, known);
              if (impossible.isPresent()) {
                return Uni.createFrom()
                    .item(LaneWrite.Noted.<Outcome>nothing(new Outcome.Refused(impossible.get())));
              }
              return phases
                  .open(
                      new Phases.Wanted(
                          row.id,
                          Kind.of(task.kind()),
                          task.title(),
                          task.body(),
                          needs,
                          null,
                          null,
                          task.critical()),
                      moment)
                  .map(
                      phase ->
                          new LaneWrite.Noted<Outcome>(
                              new Outcome.Done(Objects.requireNonNull(phase.id)),
                              new LaneWrite.Line(
                                  "open phase",
                                  RepositoryFinder.name(row),
                                  null,
                                  task.kind()
                                      + ": "
                                      + task.title()
                                      + (task.critical() ? "" : " (not critical)"))));
            });
  }

  /** What is cancelled and not critical may be needed: the run goes on without it. */
  private static Optional<String> impossible(List<Long> needs, List<Phase> known) {
    return known.size() < needs.size()
        ? Optional.of("A phase that it needs is not of this repository.")
        : known.stream()
            .filter(phase -> phase.critical && phase.standing().state() == State.CANCELLED)
            .findFirst()
            .map(phase -> "“" + phase.title + "”, which it needs, was cancelled.");
  }
}
