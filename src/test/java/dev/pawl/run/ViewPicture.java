package dev.pawl.run;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A repository with one development phase, to be painted as a test needs it. */
public final class ViewPicture {
  public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  public static final String KEY = "development:7:1";

  public boolean goal = true;
  public @Nullable String dirty;
  public View.Reach reach = View.Reach.ACTIVE;
  public boolean issuesEnabled = true;
  public boolean empty;
  public int attempts = 1;

  /** Whether the phases are not critical. */
  public boolean dispensable;

  public List<View.IssueFacts> issues = List.of();
  public List<View.EffectFacts> effects = List.of();
  public List<PullRequestFacts> pulls = List.of();
  public List<PhaseFacts> phases = List.of();
  public List<HoldFacts> holds = List.of();
  public List<InterventionFacts> interventions = List.of();
  public List<QueueFacts> queue = List.of();
  public List<String> asked = List.of();
  public Settings settings = Settings.DEFAULTS;
  public ReviewFacts reviews = ReviewFacts.NONE;
  public List<ReceiptFacts> receipts = List.of();

  /** When something was merged lately. */
  public List<Instant> merged = List.of();

  /** Names below the folder of pending files, each with a task. */
  public List<String> pending = List.of();

  public List<View.FileFacts> files = List.of();

  /** Names below the folder of tasks under way; null: they are not known. */
  public @Nullable List<String> processed;

  public @Nullable Instant readAt;

  public ViewPicture phase(
      PhaseFacts.State state, @Nullable Integer issue, @Nullable Integer pull) {
    phases = List.of(phase(1, Kind.DEVELOPMENT, state, issue, pull, List.of()));
    return this;
  }

  public PhaseFacts phase(
      long id,
      Kind kind,
      PhaseFacts.State state,
      @Nullable Integer issue,
      @Nullable Integer pull,
      List<Long> waitsFor) {
    return new PhaseFacts(
        id,
        1,
        kind,
        "Light",
        "Make light.",
        state,
        attempts,
        kind.label() + ":7:" + id,
        issue,
        pull,
        waitsFor,
        NOW,
        null,
        null,
        dispensable);
  }

  public ViewPicture issue(int number, String key, String state) {
    List<View.IssueFacts> more = new ArrayList<>(issues);
    more.add(new View.IssueFacts(number, key, state, "t", List.of()));
    issues = more;
    return this;
  }

  public ViewPicture hold(@Nullable Integer pull, HoldFacts.Kind kind, @Nullable Instant until) {
    holds = List.of(new HoldFacts(1, pull, kind, "ada", "A release is made.", NOW, until));
    return this;
  }

  public Pull pull(int number) {
    return new Pull(number);
  }

  public View view() {
    return new View(
            NOW,
            new View.RepositoryFacts(
                7,
                "acme",
                "lighthouse",
                reach,
                false,
                issuesEnabled,
                empty,
                true,
                dirty,
                null,
                "c0ffee",
                "main",
                processed != null,
                readAt),
            files(),
            issues,
            effects,
            pulls,
            settings,
            List.of())
        .with(phases, holds, interventions)
        .queued(queue, asked)
        .reviewed(reviews)
        .kept(receipts)
        .merging(merged);
  }

  private List<View.FileFacts> files() {
    List<View.FileFacts> all = new ArrayList<>(files);
    if (goal) {
      all.add(
          new View.FileFacts("GOAL", "planning/vision/goal.md", "aaaabbbbccccdddd", false, true));
    }
    pending.forEach(name -> all.add(pendingFile(name, "Task " + name)));
    if (processed != null) {
      processed.forEach(
          name ->
              all.add(
                  new View.FileFacts(
                      "PROCESSED", "planning/issue_queue/processed/" + name, "", false, false)));
    }
    return all;
  }

  /**
   * @param title null: it has none
   */
  public View.FileFacts pendingFile(String name, @Nullable String title) {
    return new View.FileFacts(
        "PENDING", "planning/issue_queue/pending/" + name, "b" + name, false, true, title, false);
  }

  /** The item of a file, done by phase 1. */
  public QueueFacts item(long id, String name, QueueFacts.State state) {
    return new QueueFacts(
        id,
        "planning/issue_queue/pending/" + name,
        "b" + name,
        name,
        "Task " + name,
        state,
        1,
        null);
  }

  /** A pull request that works on #4, with nothing against it until that is said. */
  public static final class Pull {
    private final int number;
    private String title = "Light";
    private PullRequestFacts.State state = PullRequestFacts.State.OPEN;
    private boolean draft;
    private boolean dirty;
    private boolean conflicting;
    private Set<String> labels = Set.of();
    private Set<String> reviewers = Set.of();
    private List<PullRequestFacts.ChangedFile> files = List.of();
    private @Nullable String effectKey;
    private boolean person;
    private PullRequestFacts.Access access = PullRequestFacts.Access.WRITE;

    private Pull(int number) {
      this.number = number;
    }

    public Pull title(String words) {
      title = words;
      return this;
    }

    public Pull state(PullRequestFacts.State now) {
      state = now;
      return this;
    }

    public Pull draft() {
      draft = true;
      return this;
    }

    public Pull dirty() {
      dirty = true;
      return this;
    }

    public Pull conflicting() {
      conflicting = true;
      return this;
    }

    public Pull label(String name) {
      labels = Set.of(name);
      return this;
    }

    public Pull reviewer(String login) {
      reviewers = Set.of(login);
      return this;
    }

    public Pull author(PullRequestFacts.Access may) {
      access = may;
      return this;
    }

    public Pull byPawl(String key) {
      effectKey = key;
      return this;
    }

    /** By a person, with the hidden line of something that Pawl made. */
    public Pull marked(String key) {
      effectKey = key;
      person = true;
      return this;
    }

    public Pull files(String... paths) {
      files =
          Stream.of(paths)
              .map(path -> new PullRequestFacts.ChangedFile(path, null, "modified", 1, 1))
              .toList();
      return this;
    }

    public PullRequestFacts facts() {
      return new PullRequestFacts(
          number,
          number,
          "node",
          title,
          state,
          draft,
          new PullRequestFacts.Author(
              1, "ada", effectKey != null && !person, effectKey != null && !person, access),
          new PullRequestFacts.Head("light", "c0ffee", false),
          new PullRequestFacts.Base("main", "baaaad"),
          conflicting ? PullRequestFacts.Mergeable.CONFLICTING : PullRequestFacts.Mergeable.CLEAN,
          "CLEAN",
          false,
          labels,
          reviewers,
          List.of(),
          0,
          List.of(),
          PullRequestFacts.Rules.UNKNOWN,
          files,
          files.size(),
          new PullRequestFacts.IssueLink(4, "closing-word"),
          effectKey,
          NOW,
          dirty);
    }
  }
}
