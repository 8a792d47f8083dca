package dev.pawl.loop.policy;

import dev.pawl.settings.OpenEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands in its issue. What was a file is defused: it may have been written by an
 * agent, and it notifies nobody there, is no command and hides nothing. It is bounded, so that
 * GitHub takes the issue, and leaves nothing open that would make what follows a part of it. Where
 * it is not to the letter what the file says, that is said, with a link to the file.
 */
public final class TaskText {
  /** Characters at most; GitHub takes 65,536 for the whole issue. */
  public static final int MOST = 40_000;

  /** For the sentences about what was changed. */
  private static final int NOTES = 1_000;

  private static final Pattern GAP = Pattern.compile("\\n(?:[ \\t]*+\\n){2,}+");

  private TaskText() {}

  /**
   * The task of a file.
   *
   * @param link to the file as it was taken up; null: there is none
   */
  public static String ofFile(String text, @Nullable String link) {
    String plain = GAP.matcher(text.replace("\r\n", "\n")).replaceAll("\n\n").strip();
    String defused = Defused.of(text);
    List<String> notes = new ArrayList<>();
    String file = link == null ? "the file" : "[the file](" + link + ")";
    if (!defused.equals(plain)) {
      notes.add(
          "Mentions, HTML and words that close issues are parted by blanks here, and what cannot be"
              + " seen is left out; "
              + file
              + " has the task as it was written.");
    }
    if (defused.length() > MOST - NOTES) {
      notes.add(
          "This is only the beginning: the task has "
              + "%,d".formatted(defused.length())
              + " characters. All of it is in "
              + file
              + ".");
    }
    return closed(start(defused, MOST - NOTES))
        + (notes.isEmpty() ? "" : "\n\n*" + String.join(" ", notes) + "*");
  }

  /** The task that a person has written for the issue itself. */
  public static String byHand(String text) {
    return closed(start(text, MOST));
  }

  /** A title within a text. */
  public static String line(String title) {
    return Defused.of(title).replace('\n', ' ');
  }

  /** Not between the two halves of one character. */
  private static String start(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** With an end for a code block or a comment that has none. */
  static String closed(String text) {
    return OpenEnds.closed(text);
  }
}
