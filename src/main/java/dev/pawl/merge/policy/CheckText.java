package dev.pawl.merge.policy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the check run says a judgement.
 *
 * @param status as GitHub names it: {@code in_progress} or {@code completed}
 * @param conclusion as GitHub names it; null while it is in progress
 * @param title one line
 * @param summary Markdown, at most {@link #MOST} characters
 * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Check runs</a>
 */
public record CheckText(String status, @Nullable String conclusion, String title, String summary) {
  /** GitHub refuses a longer text. */
  public static final int MOST = 65_535;

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");
  private static final int TITLE = 255;
  private static final String MORE = "\n\nThere are more guards than fit here.\n";

  public static CheckText of(Judgement judgement) {
    String state = judgement.state();
    return of(judgement, state, state, judgement.reason(), judgement.change());
  }

  /** The last word. */
  static CheckText merged(int number, String head) {
    return new CheckText(
        "completed",
        "success",
        "Done: #" + number + " is merged.",
        "**Done** at `" + cell(head).replace("`", "") + "`\n\n#" + number + " is merged.");
  }

  /** The last word on what nobody wants merged; whatever its checks still do changes nothing. */
  static CheckText closed(int number, String head) {
    return new CheckText(
        "completed",
        "neutral",
        "Done: #" + number + " was closed.",
        "**Done** at `"
            + cell(head).replace("`", "")
            + "`\n\n#"
            + number
            + " was closed without a merge.\n\nWhat would change this: Somebody opens it again.");
  }

  /**
   * The same, where more than the guards found hinders.
   *
   * @param outcome the state that the conclusion follows from
   * @param state the state that people read
   */
  static CheckText of(
      Judgement judgement, String outcome, String state, String reason, String change) {
    String conclusion =
        switch (outcome) {
          case "Ready" -> "success";
          case "Needs you" -> "action_required";
          case "Done" -> "neutral";
          default -> null;
        };
    return new CheckText(
        conclusion == null ? "in_progress" : "completed",
        conclusion,
        cut(line(reason).replace("`", ""), TITLE),
        summary(judgement, state, reason, change));
  }

  /** Stands for all of its words: the {@link #lasting} ones, and the others. */
  public String digest() {
    return lasting() + "." + Integer.toHexString(tried().hashCode());
  }

  /** Stands for its words but for what GitHub finds out anew whenever the base moves. */
  String lasting() {
    String end = conclusion == null ? "" : conclusion;
    return Integer.toHexString(
        List.of(status, end, title, summary.replace(tried(), "")).hashCode());
  }

  /** The line of the guard that waits for GitHub to try the merge; empty where there is none. */
  private String tried() {
    int begin = summary.indexOf("\n| " + MergePolicy.MERGEABLE + " | ");
    return begin < 0 ? "" : summary.substring(begin, summary.indexOf('\n', begin + 1));
  }

  private static String summary(Judgement judgement, String state, String reason, String change) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(state).append("** at `");
    text.append(cell(judgement.head()).replace("`", "")).append("`\n\n");
    text.append(cut(line(reason), 1_000)).append("\n\n");
    text.append("What would change this: ").append(cut(line(change), 1_000));
    text.append("\n\n| guard | verdict | found | wanted |\n|---|---|---|---|\n");
    for (GuardRow line : GuardRow.of(judgement.lines())) {
      int end = text.length();
      text.append("| ").append(cell(line.guard())).append(" | ").append(line.verdict());
      text.append(" | ").append(cell(line.found())).append(" | ").append(cell(line.wanted()));
      text.append(" |\n");
      if (text.length() + MORE.length() > MOST) {
        text.setLength(end);
        return text.append(MORE).toString();
      }
    }
    return text.toString();
  }

  /** A bar ends a cell even within code, unless it is escaped. */
  private static String cell(String text) {
    return cut(line(text), 1_000).replace("\\", "\\\\").replace("|", "\\|");
  }

  /** Looked for first: this is done for every word of every judgement, and there hardly is any. */
  private static String line(String text) {
    return text.chars().noneMatch(CheckText::breaks) ? text : BREAKS.matcher(text).replaceAll(" ");
  }

  private static boolean breaks(int sign) {
    return sign < ' ' || sign == 0x7f || sign == 0x2028 || sign == 0x2029;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
