package dev.pawl.settings;

/**
 * One thing that is wrong with a settings file.
 *
 * @param key the dotted key, such as {@code agent.assignee}; empty for the whole file
 * @param message one sentence for people
 * @param line where the key stands, from 1; 0 where no line can be named
 */
public record SettingsMistake(String key, String message, int line) {
  public SettingsMistake(String key, String message) {
    this(key, message, 0);
  }

  @Override
  public String toString() {
    String place = line == 0 ? "" : " (line " + line + ")";
    return key.isEmpty() ? message : "`" + key + "`" + place + ": " + message;
  }
}
