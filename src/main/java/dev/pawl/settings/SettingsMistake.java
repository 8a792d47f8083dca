package dev.pawl.settings;

/**
 * One thing that is wrong with a settings file.
 *
 * @param key the dotted key, such as {@code agent.assignee}; empty for the whole file
 * @param message one sentence for people
 * @param line where it stands, from 1; 0 where no line can be named
 * @param column likewise, within the line
 */
public record SettingsMistake(String key, String message, int line, int column) {
  /** Of what cannot be read at all. */
  public static final SettingsMistake NO_TEXT =
      new SettingsMistake("", "the file is not a text, or too large.");

  public SettingsMistake(String key, String message) {
    this(key, message, 0, 0);
  }

  SettingsMistake(String key, String message, Places.Place place) {
    this(key, message, place.line(), place.column());
  }

  @Override
  public String toString() {
    String place = line == 0 ? "" : " (line " + line + ", column " + column + ")";
    return key.isEmpty() ? message : "`" + key + "`" + place + ": " + message;
  }
}
