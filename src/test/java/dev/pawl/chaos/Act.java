package dev.pawl.chaos;

import java.time.Duration;
import java.util.Map;

/** One thing that happens: to a pull request, to GitHub, to Pawl, or nothing but time. */
public sealed interface Act {
  /**
   * Somebody does something.
   *
   * @param pull which of the pull requests, from 0
   */
  record Does(Deed deed, int pull, Telling telling) implements Act {
    @Override
    public String toString() {
      return deed + "(" + pull + ") " + telling;
    }
  }

  /** The next request of a kind goes wrong at GitHub. */
  record Fails(Trouble trouble) implements Act {
    @Override
    public String toString() {
      return trouble.toString();
    }
  }

  /** Pawl gets on with what it knows, and the world's time passes. */
  record Passes(Lapse lapse) implements Act {
    @Override
    public String toString() {
      return lapse.toString();
    }
  }

  /** kill -9; another process takes over when time passes. */
  record Dies() implements Act {
    @Override
    public String toString() {
      return "KILLED";
    }
  }

  /** What people, agents and checks do. A pull request is opened by the first that concerns it. */
  enum Deed {
    OPEN,
    PUSH,
    /** Back to an earlier commit, whose checks count again. */
    FORCE_PUSH,
    CHECK_RUNS,
    CHECK_PASSES,
    CHECK_FAILS,
    STATUS_PENDING,
    STATUS_PASSES,
    STATUS_FAILS,
    LABEL,
    UNLABEL,
    CALL_UNFINISHED,
    CALL_FINISHED,
    MAKE_DRAFT,
    MAKE_READY,
    ASK_REVIEW,
    APPROVE,
    WANT_CHANGES,
    STRANGER_WANTS_CHANGES,
    DISMISS,
    BASE_MOVES,
    BASE_CONFLICTS,
    CLOSE,
    REOPEN,
    DELETE_BRANCH,
    PERSON_MERGES,
    COMMENT,
    /** Nothing stands against it any more: checks pass, a review is asked for, and so on. */
    FINISH,
    /** The same, but for one thing that stands against it. */
    ALL_BUT_LABEL,
    ALL_BUT_TITLE,
    ALL_BUT_DRAFT,
    ALL_BUT_REVIEW,
    ALL_BUT_CHECK,
    ALL_BUT_STATUS,
    /** What alone stood against it is over, as is told; something else came in silence. */
    SLIP_IN,
    /** It says nothing against it, and is new. */
    OTHER_CHECK_PASSES,
    /** By Pawl's own pages. */
    PAUSE,
    RESUME,
    HOLD,
    LET_GO
  }

  /** How Pawl hears of it. */
  enum Telling {
    TOLD,
    /** GitHub sends nothing. */
    SILENT,
    /** GitHub's delivery is lost, and stands in its list. */
    LOST,
    TWICE,
    LATE,
    /** What comes next is told before it. */
    OVERTAKEN
  }

  /** What goes wrong at GitHub with the next request that fits. */
  enum Trouble {
    MERGE_NOT_TAKEN("fail-before", "PUT", ".*/merge", Map.of("status", 502)),
    MERGE_WITHOUT_ANSWER("fail-after", "PUT", ".*/merge", Map.of("status", 502)),
    MERGE_LANDS_LATE("late", "PUT", ".*/merge", Map.of("after", "PT20S")),
    MERGE_HANGS("hang", "PUT", ".*/merge", Map.of("lands", true)),
    MERGE_SLOW("slow", "PUT", ".*/merge", Map.of("after", "PT0.3S")),
    READING_FAILS("fail-before", "POST", "/graphql", Map.of("status", 502, "times", 2)),
    READING_SLOW("slow", "POST", "/graphql", Map.of("after", "PT0.2S")),
    LABELS_LEFT_OUT(
        "withhold", "POST", "/graphql", Map.of("field", "repository.pullRequest.labels")),
    REVIEWS_LEFT_OUT(
        "withhold",
        "POST",
        "/graphql",
        Map.of("field", "repository.pullRequest.reviews", "message", "Something went wrong")),
    CHECK_RUN_WITHOUT_ANSWER("fail-after", "POST|PATCH", ".*/check-runs.*", Map.of("status", 502)),
    BRANCH_STAYS("fail-before", "DELETE", ".*/git/refs/.*", Map.of("status", 500)),
    LIMIT("rate-secondary", "POST|PATCH|PUT|DELETE", ".*", Map.of("retry_after", 20));

    private final String kind;
    private final String method;
    private final String path;
    private final Map<String, Object> more;

    Trouble(String kind, String method, String path, Map<String, Object> more) {
      this.kind = kind;
      this.method = method;
      this.path = path;
      this.more = more;
    }

    Map<String, Object> fault() {
      Map<String, Object> fault = new java.util.HashMap<>();
      fault.put("kind", kind);
      fault.put("method", method);
      fault.put("path", path);
      fault.put("times", 1);
      fault.putAll(more);
      return fault;
    }
  }

  /** How long nothing happens. */
  enum Lapse {
    /** Until Pawl has worked on what it was told. */
    QUIET(Duration.ZERO),
    /** GitHub finds out whether something can be merged. */
    SECONDS(Duration.ofSeconds(5)),
    /** A write whose outcome is unknown settles, and is looked for. */
    MINUTES(Duration.ofMinutes(2)),
    /** What was lost is looked for. */
    HALF_AN_HOUR(Duration.ofMinutes(31));

    final Duration duration;

    Lapse(Duration duration) {
      this.duration = duration;
    }
  }
}
