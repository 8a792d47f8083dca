package dev.pawl.sandbox.agent;

import dev.pawl.sandbox.world.AgentAccount;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How one agent shows itself; what it does in between is the same for all. */
interface Manner {
  AgentAccount account();

  /** Such as {@code @copilot}; a comment with it by somebody who may write sets it to work. */
  String mention();

  /** Whether a comment on an issue starts it; on its own pull requests each listens. */
  default boolean startsByMention() {
    return false;
  }

  /** The label that starts it; null: none does. */
  default @Nullable String label() {
    return null;
  }

  /** The type of dispatch that starts it; null: none does. */
  default @Nullable String dispatch() {
    return null;
  }

  String branch(int issue, String slug, Random random);

  /** Whether its pull request is there from the beginning; otherwise when the work is done. */
  default boolean opensAtOnce() {
    return true;
  }

  default boolean draft() {
    return false;
  }

  /** The title while it works. */
  default String working(String title) {
    return title;
  }

  void greet(Desk desk);

  /** After the pull request was opened or taken up again. */
  default void opened(Desk desk) {}

  /** What tells that it is done. */
  void finish(Desk desk, Work work);

  /** What tells that it could not go on. */
  void fail(Desk desk, String why);
}
