package dev.pawl.agent.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about agents.
 *
 * @param changes what has come about; while there is any, it is taken over first and the view read
 *     anew
 * @param steps what is to be written, in order
 * @param waits what each phase waits for, as a sentence for people, by the phase's id
 * @param wakeAt when to look again without an event; null: only an event changes this
 */
public record AgentDecision(
    List<AgentChange> changes,
    List<AgentStep> steps,
    Map<Long, String> waits,
    @Nullable Instant wakeAt) {
  static final AgentDecision NOTHING = new AgentDecision(List.of(), List.of(), Map.of(), null);
}
