package dev.pawl.run;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A repository with one development phase, to be painted as a test needs it. */
public final class ViewPicture {
  public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  public static final String KEY = "development:7:1";

  public boolean goal = true;
  public @Nullable String dirty;
  public int attempts = 1;
  public List<View.IssueFacts> issues = List.of();
  public List<View.EffectFacts> effects = List.of();
  public List<PullRequestFacts> pulls = List.of();
  public List<PhaseFacts> phases = List.of();
  public List<HoldFacts> holds = List.of();
  public List<InterventionFacts> interventions = List.of();

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
        NOW);
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
                View.Reach.ACTIVE,
                false,
                true,
                false,
                true,
                dirty,
                null,
                "c0ffee"),
            goal
                ? List.of(
                    new View.FileFacts(
                        "GOAL", "planning/vision/goal.md", "aaaabbbbccccdddd", false, true))
                : List.of(),
            issues,
            effects,
            pulls,
            Settings.DEFAULTS,
            List.of())
        .with(phases, holds, interventions);
  }

  /** A pull request that works on #4, with nothing against it until that is said. */
  public static final class Pull {
    private final int number;
    private String title = "Light";
    private PullRequestFacts.State state = PullRequestFacts.State.OPEN;
    private boolean draft;
    private boolean dirty;
    private Set<String> labels = Set.of();
    private Set<String> reviewers = Set.of();

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

    public Pull label(String name) {
      labels = Set.of(name);
      return this;
    }

    public Pull reviewer(String login) {
      reviewers = Set.of(login);
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
          new PullRequestFacts.Author(1, "ada", false, false, PullRequestFacts.Access.WRITE),
          new PullRequestFacts.Head("light", "c0ffee", false),
          new PullRequestFacts.Base("main", "baaaad"),
          PullRequestFacts.Mergeable.CLEAN,
          "CLEAN",
          false,
          labels,
          reviewers,
          List.of(),
          0,
          List.of(),
          PullRequestFacts.Rules.UNKNOWN,
          List.of(),
          0,
          new PullRequestFacts.IssueLink(4, "closing-word"),
          null,
          NOW,
          dirty);
    }
  }
}
