package dev.pawl.settings;

/**
 * One thing that is wrong with a settings file.
 *
 * @param key the dotted key, such as {@code agent.assignee}; empty for the whole file
 * @param message one sentence for people
 */
public record SettingsMistake(String key, String message) {
  @Override
  public String toString() {
    return key.isEmpty() ? message : "`" + key + "`: " + message;
  }
}
