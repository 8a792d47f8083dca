package dev.pawl.loop;

import dev.pawl.effect.Intent;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.QueueFacts;
import dev.pawl.run.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one commit that moves a file of the queue, and those that leave with it. */
final class QueueCommit {
  private QueueCommit() {}

  static QueueFacts item(View view, long id) {
    return view.queue().stream()
        .filter(one -> one.id() == id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no item " + id));
  }

  static String headline(QueueFacts item) {
    return "Take up “" + item.title() + "”";
  }

  /**
   * @param id the item's in the view
   * @param blob the content that is moved
   * @param branch where it is committed
   */
  static Intent.CommitFiles of(View view, long id, String blob, String branch) {
    QueueFacts item = item(view, id);
    String queue = view.settings().planning().queue();
    List<Intent.CommitFiles.Move> moves = new ArrayList<>();
    moves.add(
        new Intent.CommitFiles.Move(item.path(), blob, queue + "/processed/" + item.kept(), null));
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
    return new Intent.CommitFiles(branch, headline(item), moves, List.of());
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
