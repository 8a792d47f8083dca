package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.ReceiptFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the loop notes in Pawl's own books before it asks GitHub for anything: which task comes
 * next, and what became of the files of the queue. It is kept with the decision that follows.
 */
public sealed interface LoopChange {

  /** What is done, as one sentence for people. */
  String done();

  /** Why, as one sentence for people. */
  String reason();

  /** What would change this, as one sentence; empty: nothing would. */
  String change();

  /**
   * A phase begins.
   *
   * @param origin what it is opened for, which nothing else was
   * @param pullRequest the pull request that it follows on; null: none
   * @param needless why it is skipped at once; null: it is not
   * @param text what its issue is made of; null: what was said about the pull request
   */
  record Open(
      Kind kind,
      String title,
      String origin,
      @Nullable Integer pullRequest,
      @Nullable String needless,
      @Nullable String text,
      String reason,
      String change)
      implements LoopChange {
    @Override
    public String done() {
      return "“" + title + "” is " + (needless == null ? "opened." : "left out.");
    }
  }

  /**
   * The task of a pending file is taken up.
   *
   * @param name its path below {@code pending/}
   */
  record Take(String path, String name, String blob, String title, String reason, String change)
      implements LoopChange {
    @Override
    public String done() {
      return "`" + path + "` is taken up as “" + title + "”.";
    }
  }

  /**
   * An item's file is in {@code processed/}.
   *
   * @param path where it was
   */
  record Processed(long item, String path) implements LoopChange {
    @Override
    public String done() {
      return "`" + path + "` counts as moved to `processed/`.";
    }

    @Override
    public String reason() {
      return "The move was made, by Pawl or by hand.";
    }

    @Override
    public String change() {
      return "";
    }
  }

  /**
   * An item's file went away.
   *
   * @param cancelled its phase, where no issue was made for it yet; null otherwise
   */
  record Gone(long item, String why, @Nullable Long cancelled) implements LoopChange {
    @Override
    public String done() {
      return cancelled == null ? "The file of a task is gone." : "A task ends before it began.";
    }

    @Override
    public String reason() {
      return why;
    }

    @Override
    public String change() {
      return "A file of that name in `pending/`: it is a task of its own.";
    }
  }

  /**
   * A person must look at something.
   *
   * @param name says what it is about; the same is never raised twice
   * @param file the one file it is about; null: it concerns the whole loop
   * @param what what the person is to do
   */
  record Ask(String name, @Nullable String file, String why, String what) implements LoopChange {
    @Override
    public String done() {
      return "A person is asked.";
    }

    @Override
    public String reason() {
      return "Needs you: " + PausePolicy.sentence(why);
    }

    @Override
    public String change() {
      return PausePolicy.sentence(what);
    }
  }

  /**
   * The repository is read before anything else is decided.
   *
   * @param why such as “whether something is there”
   */
  record Look(String why) implements LoopChange {
    @Override
    public String done() {
      return "The repository is read before anything else is decided.";
    }

    @Override
    public String reason() {
      return "It is to be known " + PausePolicy.sentence(why);
    }

    @Override
    public String change() {
      return "The reading.";
    }
  }

  /**
   * The wish for a repository's first files is over.
   *
   * @param why how it ended, as one sentence
   */
  record Onboarded(long wish, String why) implements LoopChange {
    @Override
    public String done() {
      return "The wish for the first files is over.";
    }

    @Override
    public String reason() {
      return why;
    }

    @Override
    public String change() {
      return "Asking for them again.";
    }
  }

  /**
   * The watch over a merge says something else.
   *
   * @param red the names of the checks that turned red; empty where none is
   */
  record Watched(
      int pullRequest, ReceiptFacts.Watch watch, List<String> red, String reason, String change)
      implements LoopChange {
    @Override
    public String done() {
      return "The watch over #" + pullRequest + " says " + watch.label() + ".";
    }
  }

  /**
   * What checks say of a merge is read once more, since nothing is heard.
   *
   * @param reason why now, as one sentence
   */
  record LookAtMerge(int pullRequest, String reason) implements LoopChange {
    @Override
    public String done() {
      return "What checks say of the merge of #" + pullRequest + " is read once more.";
    }

    @Override
    public String change() {
      return "An event that tells of them.";
    }
  }

  /** A capability update is left out, since what it would tell of was undone. */
  record Needless(long phase, String why) implements LoopChange {
    @Override
    public String done() {
      return "A capability update is left out.";
    }

    @Override
    public String reason() {
      return why;
    }

    @Override
    public String change() {
      return "";
    }
  }

  /** What a person was to look at is not there any more. */
  record Settled(long intervention, String why) implements LoopChange {
    @Override
    public String done() {
      return "Nobody need look any more at what a person was asked about.";
    }

    @Override
    public String reason() {
      return why;
    }

    @Override
    public String change() {
      return "";
    }
  }
}
