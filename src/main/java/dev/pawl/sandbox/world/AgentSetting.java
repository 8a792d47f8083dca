package dev.pawl.sandbox.world;

/**
 * One scripted agent in one repository.
 *
 * @param enabled whether it works there at all
 * @param mood how it behaves
 * @param times for how many sessions more it is in that mood; negative: for all
 */
public record AgentSetting(boolean enabled, AgentMood mood, int times) {
  public static final AgentSetting OFF = new AgentSetting(false, AgentMood.NORMAL, -1);

  /** What is left after one session more. */
  public AgentSetting used() {
    if (times < 0) return this;
    return times <= 1
        ? new AgentSetting(enabled, AgentMood.NORMAL, -1)
        : new AgentSetting(enabled, mood, times - 1);
  }
}
