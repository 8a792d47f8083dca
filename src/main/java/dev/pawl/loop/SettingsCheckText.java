package dev.pawl.loop;

import dev.pawl.effect.Intent.PutCheckRun.Annotation;
import dev.pawl.settings.FlatSettings;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsMistake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check run {@code Pawl settings} says of a settings file.
 *
 * @param conclusion as GitHub names it
 * @param title one line
 * @param sections Markdown, one below the other; another look at the same file adds one
 * @param annotations the mistakes at their lines
 */
record SettingsCheckText(
    String conclusion, String title, List<String> sections, List<Annotation> annotations) {
  private static final int ROWS = 150;
  private static final int CELL = 120;

  SettingsCheckText {
    sections = List.copyOf(sections);
    annotations = List.copyOf(annotations);
  }

  /**
   * Of a pull request that brings a file without a mistake.
   *
   * @param backtest what it would have changed lately; null or empty: nothing is told of that
   */
  static SettingsCheckText good(List<FlatSettings.Change> changes, @Nullable String backtest) {
    String title =
        switch (changes.size()) {
          case 0 -> "No setting changes";
          case 1 -> "1 setting changes with the merge: " + line(changes.getFirst().key());
          default -> changes.size() + " settings change with the merge";
        };
    List<String> sections = new ArrayList<>();
    sections.add(
        "`"
            + Settings.FILE
            + "` has no mistake. Until it is merged, the settings of the default branch stay in"
            + " force.");
    if (!changes.isEmpty()) {
      sections.add(table(changes));
    }
    if (backtest != null && !backtest.isEmpty()) {
      sections.add(backtest);
    }
    return new SettingsCheckText("success", title, sections, List.of());
  }

  /** Of a pull request, or of the default branch. */
  static SettingsCheckText bad(List<SettingsMistake> mistakes, boolean merged) {
    String title =
        mistakes.size() == 1
            ? "1 mistake in " + Settings.FILE
            : mistakes.size() + " mistakes in " + Settings.FILE;
    String holds =
        merged
            ? "The file is not used: the last one without a mistake stays in force. Where there"
                + " never was one, nothing is merged."
            : "With a mistake the file would not be used, and the settings of now would stay in"
                + " force.";
    StringBuilder list = new StringBuilder();
    for (SettingsMistake mistake : mistakes) {
      list.append("- ").append(line(mistake.toString())).append('\n');
    }
    return new SettingsCheckText(
        "failure",
        title,
        List.of(holds, list.toString()),
        mistakes.stream()
            .filter(mistake -> mistake.line() > 0)
            .map(
                mistake ->
                    new Annotation(
                        Settings.FILE,
                        mistake.line(),
                        Math.max(1, mistake.column()),
                        mistake.key().isEmpty()
                            ? mistake.message()
                            : mistake.key() + ": " + mistake.message()))
            .toList());
  }

  /** Of the default branch, once a commit has mended the file. */
  static SettingsCheckText mended() {
    return new SettingsCheckText(
        "success",
        "The settings are in force again",
        List.of("`" + Settings.FILE + "` has no mistake any more, and is in force."),
        List.of());
  }

  String summary() {
    return String.join("\n\n", sections);
  }

  private static String table(List<FlatSettings.Change> changes) {
    StringBuilder table = new StringBuilder("| setting | from | to |\n|---|---|---|\n");
    changes.stream()
        .limit(ROWS)
        .forEach(
            change ->
                table.append(
                    "| `%s` | %s | %s |%n"
                        .formatted(change.key(), cell(change.from()), cell(change.to()))));
    if (changes.size() > ROWS) {
      table.append("\n").append(changes.size() - ROWS).append(" more are not named.\n");
    }
    return table.toString();
  }

  /** As code, since whoever wrote it may be anybody; a bar ends a cell even there. */
  private static String cell(String value) {
    if (value.isEmpty()) {
      return "–";
    }
    String clean = value.replaceAll("[\\p{Cntrl}`\u2028\u2029]+", " ");
    String cut =
        clean.codePointCount(0, clean.length()) <= CELL
            ? clean
            : clean.substring(0, clean.offsetByCodePoints(0, CELL)) + "…";
    return "`" + cut.replace("\\", "\\\\").replace("|", "\\|") + "`";
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").replace("<", "&lt;");
  }
}
