package dev.pawl.command;

import dev.pawl.command.line.Parsed;
import dev.pawl.command.line.Verb;
import dev.pawl.command.line.WishParser;
import dev.pawl.loop.policy.Defused;
import dev.pawl.mirror.SaidCommand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Pawl answers on GitHub, in one place. Words of people in it notify nobody and do nothing.
 */
final class SaidText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /** Of one answer; ten of them fit into a comment. */
  private static final int LONGEST = 5_000;

  private SaidText() {}

  /** The comment that answers all commands of one text. */
  static String comment(List<SaidCommand> rows) {
    return rows.size() == 1
        ? one(rows.getFirst())
        : rows.stream().map(SaidText::one).collect(Collectors.joining("\n\n"));
  }

  private static String one(SaidCommand row) {
    return heading(row) + row.outcome;
  }

  /**
   * Which command is meant, and none of the words behind it: whatever a stranger has written is not
   * repeated in Pawl's name, which agents may listen to.
   */
  private static String heading(SaidCommand row) {
    @Nullable Verb verb =
        switch (WishParser.parse(row.line)) {
          case Parsed.Understood understood -> understood.wish().verb();
          case Parsed.Wrong wrong -> wrong.verb();
        };
    return verb == null ? "" : "`/pawl " + verb.word() + "`\n\n";
  }

  /** As code. Mentions are parted there as well: some agents look for their names anywhere. */
  static String code(String text) {
    return "`" + Defused.of(CleanText.line(text)).replace('`', '\'') + "`";
  }

  /** A sentence that may hold words of people. */
  static String safe(String sentence) {
    String text = Defused.of(sentence);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  static String until(@Nullable Instant until) {
    return until == null ? "until somebody ends it" : "until " + TIME.format(until);
  }

  static String refused(String who, Verb verb) {
    return "Thanks, "
        + code(who)
        + ", but `/pawl "
        + verb.word()
        + "` is for people with "
        + verb.right().name().toLowerCase(Locale.ROOT)
        + " access to this repository, and GitHub says that you have less. Nothing was changed, and"
        + " this is not said again here.";
  }

  /** What a line is answered with that means nothing. */
  static String misunderstood(Parsed.Wrong wrong) {
    return wrong.verb() == null ? unknown(wrong.nearest()) : usage(wrong.verb());
  }

  /** Why something is not done; commands that it names stay as they are said. */
  static String declined(String why) {
    return safe(why).replace("/ pawl", "/pawl");
  }

  /** A verb that is known, with words that are not. */
  private static String usage(Verb verb) {
    return "That is not how it is said. `" + verb.usage() + "` " + verb.what() + ".";
  }

  private static String unknown(List<Verb> nearest) {
    String meant =
        nearest.isEmpty()
            ? ""
            : " Did you mean "
                + nearest.stream()
                    .limit(2)
                    .map(verb -> "`/pawl " + verb.word() + "`")
                    .collect(Collectors.joining(" or "))
                + "?";
    return "There is no such command." + meant + "\n\n" + help();
  }

  static String help() {
    return Arrays.stream(Verb.values())
        .map(
            verb ->
                "| `"
                    + verb.usage()
                    + "` | "
                    + verb.what()
                    + " | "
                    + verb.right().name().toLowerCase(Locale.ROOT)
                    + " |")
        .collect(
            Collectors.joining("\n", "| command | what it does | who may |\n|---|---|---|\n", ""));
  }
}
