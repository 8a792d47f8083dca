package dev.pawl.command.line;

import dev.pawl.mirror.Right;
import java.util.Locale;

/** What can be said to Pawl, with what whoever says it must be allowed to do. */
public enum Verb {
  HELP(Right.READ, "", "says what can be said here"),
  STATUS(Right.READ, "", "says where the loop stands, and why"),
  WHY(Right.READ, "", "says why this issue or pull request goes on or does not"),
  REPLAY(Right.READ, "<decision>", "decides once more what was decided, by today's code"),
  PAUSE(Right.WRITE, "[--drain] [for 2h] [reason]", "pauses the repository"),
  RESUME(Right.WRITE, "", "ends the pause"),
  HOLD(Right.WRITE, "[for 2h] [reason]", "holds this pull request back"),
  UNHOLD(Right.WRITE, "", "lets this pull request go on"),
  FREEZE(Right.MAINTAIN, "[for 2h] [reason]", "freezes all merges; all else goes on"),
  UNFREEZE(Right.MAINTAIN, "", "ends that freeze"),
  GAP(Right.WRITE, "", "has a gap analysis opened, where none is under way"),
  PROMOTE(Right.WRITE, "[file]", "takes up a task of the queue before its turn"),
  COMPLETE(Right.WRITE, "[file]", "ends a task as complete"),
  TAKE_OVER(Right.WRITE, "", "gives this task to whoever says it"),
  RETRY(Right.WRITE, "", "has this task tried again"),
  ASSIGN(Right.WRITE, "<agent>", "has this task tried by a certain agent"),
  SKIP(Right.WRITE, "", "goes on without this task"),
  MERGE(Right.WRITE, "", "looks at this pull request again, and says what it waits for"),
  LINK(Right.WRITE, "#<issue>", "says which issue this pull request works on"),
  CREATE(Right.WRITE, "issue <title>", "opens an issue");

  private final Right right;
  private final String arguments;
  private final String what;

  Verb(Right right, String arguments, String what) {
    this.right = right;
    this.arguments = arguments;
    this.what = what;
  }

  /** As it is said, such as {@code take-over}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What somebody must be allowed to do in the repository to say it. */
  public Right right() {
    return right;
  }

  /** Whether it changes nothing, and is answered once the next decision is made. */
  public boolean asks() {
    return right == Right.READ;
  }

  /** Whether anything may stand behind it. */
  boolean takesWords() {
    return !arguments.isEmpty();
  }

  /** How it is said, with what may stand behind it. */
  public String usage() {
    return "/pawl " + word() + (arguments.isEmpty() ? "" : " " + arguments);
  }

  /** What it does, in half a sentence. */
  public String what() {
    return what;
  }
}
