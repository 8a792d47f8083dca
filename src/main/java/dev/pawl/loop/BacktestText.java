package dev.pawl.loop;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a backtest came to, as Markdown for a check run. */
final class BacktestText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final int CELL = 300;

  private BacktestText() {}

  static String of(Backtest.Result result, Duration reach) {
    StringBuilder text = new StringBuilder("### Tried on the last ");
    text.append(reach.toDays()).append(" days\n\n");
    if (result.views() == 0) {
      return text.append("Nothing was decided in that time, so there is nothing to try it on.")
          .append(unreadable(result))
          .toString();
    }
    text.append(
        result.others() == 0
            ? "None of %,d decisions would have been another one.".formatted(result.views())
            : "%,d of %,d decisions would have been others."
                .formatted(result.others(), result.views()));
    text.append(unreadable(result));
    if (!result.whole()) {
      text.append(" Older ones were not tried: a backtest takes 10,000 at most, and five seconds.");
    }
    if (!result.told().isEmpty()) {
      text.append("\n\n| when | about | as it is | as proposed |\n|---|---|---|---|\n");
      for (Backtest.Difference one : result.told()) {
        text.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    TIME.format(one.at()), one.about(), cell(one.before()), cell(one.after())));
      }
      text.append(
              "\nEach is told once, the latest first. Decided twice by the Pawl of today: under")
          .append(" the settings in force, and under the proposed ones.");
    }
    return text.toString();
  }

  private static String unreadable(Backtest.Result result) {
    return result.unreadable() == 0
        ? ""
        : " %,d could not be decided once more.".formatted(result.unreadable());
  }

  /** Reasons quote people as code; a bar ends a cell even there. */
  private static String cell(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").replace("<", "&lt;");
    String cut =
        line.codePointCount(0, line.length()) <= CELL
            ? line
            : line.substring(0, line.offsetByCodePoints(0, CELL)) + "…";
    return cut.replace("\\", "\\\\").replace("|", "\\|");
  }
}
