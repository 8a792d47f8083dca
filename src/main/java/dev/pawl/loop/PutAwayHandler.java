package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Step;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves the file of a task that has its issue to {@code processed/}, and by the same commit the
 * files of tasks that have ended to {@code complete/}.
 */
@ApplicationScoped
class PutAwayHandler implements StepHandler<Step.PutAway> {

  @Override
  public Class<Step.PutAway> step() {
    return Step.PutAway.class;
  }

  @Override
  public List<PlannedEffect> effects(Step.PutAway step, View view) {
    QueueFacts item =
        view.queue().stream()
            .filter(one -> one.id() == step.item())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no item " + step.item()));
    String queue = view.settings().planning().queue();
    List<Intent.CommitFiles.Move> moves = new ArrayList<>();
    moves.add(
        new Intent.CommitFiles.Move(
            item.path(), step.blob(), queue + "/processed/" + item.kept(), null));
    view.queue().stream()
        .filter(one -> Objects.equals(one.leavesWith(), item.id()))
        .filter(one -> one.state() == QueueFacts.State.LEAVING)
        .forEach(
            one ->
                moves.add(
                    new Intent.CommitFiles.Move(
                        queue + "/processed/" + one.kept(),
                        null,
                        queue + "/complete/" + one.kept(),
                        remark(view, one))));
    return List.of(
        new PlannedEffect(
            step.key(),
            new Intent.CommitFiles(
                view.repository().defaultBranch(),
                "Take up “" + item.title() + "”",
                moves,
                List.of()),
            step.reason()));
  }

  /** A task that was not done says so in its file. */
  private static @Nullable String remark(View view, QueueFacts item) {
    return view.phase(item.phase())
        .filter(phase -> phase.state() != PhaseFacts.State.DONE)
        .map(
            phase ->
                phase.state() == PhaseFacts.State.SKIPPED
                    ? "Not done: the task was skipped."
                    : "Not done: #" + phase.issue() + " was closed without a merge.")
        .orElse(null);
  }
}
