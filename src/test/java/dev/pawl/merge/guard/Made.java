package dev.pawl.merge.guard;

import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.Author;
import dev.pawl.run.PullRequestFacts.Base;
import dev.pawl.run.PullRequestFacts.ChangedFile;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Head;
import dev.pawl.run.PullRequestFacts.IssueLink;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that everything speaks for, to be spoiled: an agent's finished pull request for a
 * development task. Each change answers the same one.
 */
public final class Made {
  public static final String HEAD = "3f2c1a90".repeat(5);
  public static final String OTHER = "0badc0de".repeat(5);
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final long AGENT = 198982749;

  public int number = 41;
  public int issue = 38;
  public String title = "Add a lens";
  public State state = State.OPEN;
  public boolean draft;
  public Author author = new Author(AGENT, "Copilot", true, false, Access.NONE);
  public Head head = new Head("copilot/lens", HEAD, false);
  public Base base = new Base("main", OTHER);
  public Mergeable mergeable = Mergeable.CLEAN;
  public String mergeState = "CLEAN";
  public boolean queued;
  public Set<String> labels = Set.of();
  public Set<String> requests = Set.of("ada");
  public List<ReviewFacts> reviews = new ArrayList<>();
  public int threads;
  public List<CheckFacts> checks = new ArrayList<>(List.of(check("build", Progress.PASSED)));
  public Rules rules = rules(List.of(), 0);
  public List<ChangedFile> files = new ArrayList<>(List.of(file("src/Lens.java", "added")));
  public int unread;
  public @Nullable String effectKey;
  public @Nullable Instant readAt = NOW;
  public boolean dirty;
  public boolean told;
  public Set<String> leftOut = Set.of();
  public Candidate.@Nullable Phase phase = phase(IssueKind.DEVELOPMENT);
  public Candidate.@Nullable Plan plan;
  public Candidate.@Nullable Hold hold;
  public Settings.Merge settings = Settings.DEFAULTS.merge();
  public Settings.Planning planning = Settings.DEFAULTS.planning();
  public int asked;
  public @Nullable Instant headSince = NOW.minus(Duration.ofHours(1));
  public @Nullable String decision;
  public @Nullable String draftedBy;
  public PullRequestFacts.@Nullable Trial trial;
  public PullRequestFacts.@Nullable Landed landed;
  public @Nullable String unsettled;
  public Demands demands = Demands.NONE;
  public Candidate.@Nullable Hold freeze;
  public Candidate.Pace pace = Candidate.Pace.NONE;

  /** Something that is done to it. */
  public interface Change {
    void to(Made made);
  }

  public static Candidate with(Change... changes) {
    Made made = new Made();
    for (Change change : changes) {
      change.to(made);
    }
    return made.candidate();
  }

  public static CheckFacts check(String name, Progress progress) {
    return new CheckFacts(name, 15368, false, progress, progress.name().toLowerCase(), null);
  }

  public static CheckFacts own(Progress progress) {
    return new CheckFacts(Candidate.CHECK, 1000, true, progress, "success", null);
  }

  public static ChangedFile file(String path, String change) {
    return new ChangedFile(path, null, change, 10, 2);
  }

  /** By somebody who may write. */
  public static ReviewFacts review(long by, String state, String head) {
    return review(by, state, head, Access.WRITE);
  }

  public static ReviewFacts review(long by, String state, String head, Access access) {
    Instant at = NOW.minusSeconds(60);
    return new ReviewFacts(by * 100, by, "reviewer" + by, state, head, at, access);
  }

  public static Rules rules(List<RequiredCheck> checks, int approvals) {
    return new Rules(true, checks, false, approvals, false, false, false, Set.of());
  }

  public static Candidate.Phase phase(@Nullable IssueKind kind) {
    return new Candidate.Phase(kind, Set.of(AGENT), false);
  }

  public static Author person(Access access) {
    return new Author(7, "ada", false, false, access);
  }

  /** Pawl's own pull request, just as its effect made it. */
  public static void byPawl(Made made) {
    made.author = new Author(1, "pawl[bot]", true, true, Access.NONE);
    made.effectKey = "queue-move:1";
    made.plan = new Candidate.Plan("queue-move:1", HEAD);
    made.phase = null;
    made.requests = Set.of();
    made.files = List.of(file("planning/issue_queue/processed/dev-a.md", "added"));
  }

  public Candidate candidate() {
    PullRequestFacts pull =
        new PullRequestFacts(
            number,
            number * 100L,
            "PR_" + number,
            title,
            state,
            draft,
            author,
            head,
            base,
            mergeable,
            mergeState,
            queued,
            labels,
            requests,
            reviews,
            threads,
            checks,
            rules,
            files,
            files.size() + unread,
            new IssueLink(issue, "closing-word"),
            effectKey,
            readAt,
            dirty,
            0,
            null,
            false,
            told,
            decision,
            draftedBy,
            trial,
            landed,
            leftOut);
    return new Candidate(
        pull,
        phase,
        plan,
        hold,
        "main",
        planning,
        settings,
        asked,
        headSince,
        Duration.ofSeconds(60),
        NOW,
        unsettled,
        demands,
        freeze,
        pace);
  }
}
