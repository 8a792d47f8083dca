package dev.pawl.agent.policy;

import dev.pawl.run.AlteredTextFacts;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.View;
import dev.pawl.run.View.EffectFacts;
import dev.pawl.run.View.IssueFacts;
import java.util.Optional;

/** Whether an issue may be given to an agent as it reads now. A pure function of the view. */
final class TaskText {
  private TaskText() {}

  /** What is to be done first. */
  sealed interface Finding {
    /** What Pawl wrote is put back. */
    record Restore(AgentStep.Restore step) implements Finding {}

    /** Only a person can go on. */
    record Blocked(String why) implements Finding {}
  }

  /**
   * The key names the text that was found, so that each is put back once: what is altered in the
   * same way again is somebody's wish, and a person's to decide.
   */
  static Optional<Finding> look(View view, int issue) {
    return view.issue(issue).map(IssueFacts::altered).map(text -> found(view, issue, text));
  }

  private static Finding found(View view, int issue, AlteredTextFacts text) {
    String key = EffectKeyFacts.amends(view.repository().id(), issue) + text.hash();
    Optional<EffectFacts> effect = view.effect(key);
    if (effect.filter(one -> one.state().equals("done")).isPresent()) {
      return new Finding.Blocked(
          text.why() + " It was put back once and was altered in the same way again.");
    }
    if (effect.filter(one -> one.state().equals("failed")).isPresent()) {
      return new Finding.Blocked(text.why() + " It could not be put back.");
    }
    return new Finding.Restore(
        new AgentStep.Restore(
            key,
            text.why() + " What Pawl wrote is put back before anybody is asked.",
            issue,
            text.original()));
  }
}
