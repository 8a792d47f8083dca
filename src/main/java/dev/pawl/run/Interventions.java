package dev.pawl.run;

import dev.pawl.run.InterventionFacts.Choice;
import dev.pawl.run.InterventionFacts.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Raises and resolves interventions. Belongs into a transaction that holds the lane's row. */
@ApplicationScoped
public class Interventions {
  private static final List<Choice> OF_A_PHASE =
      List.of(Choice.RETRY, Choice.OTHER_AGENT, Choice.SKIP, Choice.TAKE_OVER);

  private final History history;

  Interventions(History history) {
    this.history = history;
  }

  /**
   * What is to be raised.
   *
   * @param phase null for other scopes
   * @param file null for other scopes
   * @param name while one of this name is open in the repository, it is not raised again
   * @param why a sentence without “Needs you”
   * @param what what the person is to do
   */
  public record Wanted(
      long repository,
      Scope scope,
      @Nullable Long phase,
      @Nullable String file,
      String name,
      String why,
      String what,
      List<Choice> choices) {}

  /** Raises it, unless it is open already. */
  public Uni<Void> raise(Wanted wanted, Moment moment) {
    return Intervention.count(
            "repositoryId = ?1 and name = ?2 and resolvedAt is null",
            wanted.repository(),
            wanted.name())
        .chain(open -> open > 0 ? Uni.createFrom().voidItem() : store(wanted, moment));
  }

  /**
   * Raises what somebody needs to see once, unless it was ever raised; whether it is raised now.
   */
  public Uni<Boolean> raiseOnce(Wanted wanted, Moment moment) {
    return Intervention.count("repositoryId = ?1 and name = ?2", wanted.repository(), wanted.name())
        .chain(
            known ->
                known > 0 ? Uni.createFrom().item(false) : store(wanted, moment).replaceWith(true));
  }

  private Uni<Void> store(Wanted wanted, Moment moment) {
    Intervention row = new Intervention();
    row.repositoryId = wanted.repository();
    row.scope = wanted.scope().label();
    row.phaseId = wanted.phase();
    row.file = wanted.file();
    row.name = wanted.name();
    row.why = wanted.why();
    row.what = wanted.what();
    row.choices = wanted.choices().stream().map(Choice::label).collect(Collectors.joining("\n"));
    row.raisedAt = moment.now();
    return row.<Intervention>persist()
        .chain(
            stored ->
                history.note(
                    wanted.repository(),
                    "intervention:" + stored.id,
                    "raised",
                    null,
                    "open",
                    wanted.why(),
                    moment));
  }

  /** Notes how it was resolved; what follows from that is the caller's. */
  public Uni<Void> resolve(Intervention row, String how, @Nullable String note, Moment moment) {
    row.resolve(how, moment.who(), note, moment.now());
    return history.note(
        row.repositoryId,
        "intervention:" + row.id,
        "resolved",
        "open",
        how,
        note == null || note.isEmpty() ? "Chosen: " + how + "." : note,
        moment);
  }

  /** What a change of a phase means: a person is needed, or not any more. */
  Uni<Void> follow(Phase phase, Standing before, Transition change, Moment moment) {
    return switch (change) {
      case Transition.IssueRefused refused ->
          raise(
              about(
                  phase,
                  refused.why(),
                  "Mend what GitHub says, then retry; or skip the task.",
                  List.of(Choice.RETRY, Choice.SKIP)),
              moment);
      case Transition.GivenUp given ->
          raise(about(phase, given.why(), what(given.help()), OF_A_PHASE), moment);
      default ->
          before.state() == PhaseFacts.State.STUCK
              ? overtaken(phase, change, moment)
              : Uni.createFrom().voidItem();
    };
  }

  private static String what(@Nullable String help) {
    return (help == null ? "Retry" : help + " Or retry")
        + " with the same agent or another one, take the task over yourself, or skip it.";
  }

  private static Wanted about(Phase phase, String why, String what, List<Choice> choices) {
    return new Wanted(
        phase.repositoryId, Scope.PHASE, phase.id, null, "phase:" + phase.id, why, what, choices);
  }

  /** Nobody is needed for a phase that has gone on by itself. */
  private Uni<Void> overtaken(Phase phase, Transition change, Moment moment) {
    return Intervention.<Intervention>list("phaseId = ?1 and resolvedAt is null", phase.id)
        .chain(
            open ->
                Multi.createFrom()
                    .iterable(open)
                    .onItem()
                    .transformToUniAndConcatenate(
                        row -> resolve(row, change.label(), change.why(), moment))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }
}
