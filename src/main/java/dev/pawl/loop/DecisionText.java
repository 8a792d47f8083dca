package dev.pawl.loop;

import dev.pawl.agent.policy.AgentDecision;
import dev.pawl.agent.policy.AgentStep;
import dev.pawl.loop.policy.Decision;
import dev.pawl.loop.policy.PhaseReason;
import dev.pawl.merge.policy.MergeRound.Judged;
import dev.pawl.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was decided by one view, as the log keeps it: without times, so that the same decision
 * is the same text, now and when it is replayed.
 */
final class DecisionText {
  private DecisionText() {}

  static String of(
      Decision decision, List<PhaseReason> phases, List<Judged> judged, AgentDecision asked) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("stage", decision.stage().label());
    content.put("state", decision.state().word());
    content.put("reason", decision.reason());
    content.put("change", decision.change());
    content.put("steps", decision.steps());
    content.put("waits", decision.waits().stream().map(Decision.Wait::reason).toList());
    if (!phases.isEmpty()) {
      content.put("phases", phases);
    }
    if (!judged.isEmpty()) {
      content.put("merges", judged.stream().map(Judged::entry).toList());
    }
    if (!asked.steps().isEmpty()) {
      content.put("agents", asked.steps().stream().map(AgentStep::key).toList());
    }
    return Json.write(content);
  }
}
