package dev.pawl.command.line;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A command as it was understood. */
public sealed interface Wish {
  Verb verb();

  /** One that says all by its verb. */
  record Plain(Verb verb) implements Wish {}

  /**
   * @param drain whether what is under way may end
   * @param length null: until somebody ends it
   * @param reason empty: none was given
   */
  record Pause(boolean drain, @Nullable Duration length, String reason) implements Wish {
    @Override
    public Verb verb() {
      return Verb.PAUSE;
    }
  }

  /**
   * @param length null: until somebody ends it
   * @param reason empty: none was given
   */
  record Hold(@Nullable Duration length, String reason) implements Wish {
    @Override
    public Verb verb() {
      return Verb.HOLD;
    }
  }

  /**
   * @param length null: until somebody ends it
   * @param reason empty: none was given
   */
  record Freeze(@Nullable Duration length, String reason) implements Wish {
    @Override
    public Verb verb() {
      return Verb.FREEZE;
    }
  }

  /**
   * One about a file of the queue.
   *
   * @param file its path or name; empty: it was not named
   */
  record OfFile(Verb verb, String file) implements Wish {}

  record Assign(String agent) implements Wish {
    @Override
    public Verb verb() {
      return Verb.ASSIGN;
    }
  }

  record Link(int issue) implements Wish {
    @Override
    public Verb verb() {
      return Verb.LINK;
    }
  }

  record CreateIssue(String title) implements Wish {
    @Override
    public Verb verb() {
      return Verb.CREATE;
    }
  }

  record Replay(long decision) implements Wish {
    @Override
    public Verb verb() {
      return Verb.REPLAY;
    }
  }
}
