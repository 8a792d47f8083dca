package dev.pawl.merge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.IssueKind;
import dev.pawl.merge.guard.Made;
import dev.pawl.run.PullRequestFacts;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.Author;
import dev.pawl.run.PullRequestFacts.ChangedFile;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Head;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.PullRequestFacts.ReviewFacts;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.PullRequestFacts.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Whatever a pull request is like, what must not be merged is not. */
class JudgementProperties {
  private static final List<String> PATHS =
      List.of(
          "src/Lens.java",
          "README.md",
          "planning/issue_queue/pending/dev-lens.md",
          "planning/state/system_capabilities.md",
          ".github/workflows/build.yml",
          ".github/pawl.yml",
          "planning/vision/goal.md");

  private static final String[] DECISIONS = {
    "APPROVED", "CHANGES_REQUESTED", "REVIEW_REQUIRED", "NEW_WORD"
  };

  /** Mostly as it should be, so that some do pass; each part may be spoiled. */
  private static Candidate any(long seed) {
    Random random = new Random(seed);
    Made made = new Made();
    if (spoiled(random)) made.state = one(random, State.values());
    if (spoiled(random)) made.draft = true;
    if (spoiled(random)) {
      made.author =
          new Author(
              random.nextInt(3),
              "x",
              random.nextBoolean(),
              random.nextInt(6) == 0,
              one(random, Access.values()));
    }
    if (spoiled(random)) {
      made.head =
          new Head(
              "topic",
              one(random, new String[] {Made.HEAD, Made.OTHER, "", "HEAD"}),
              random.nextBoolean());
    }
    if (spoiled(random)) made.mergeable = one(random, Mergeable.values());
    if (spoiled(random)) {
      made.mergeState =
          one(random, new String[] {"BLOCKED", "DIRTY", "UNKNOWN", "BEHIND", "NEW_WORD", ""});
    }
    if (spoiled(random)) made.labels = Set.of(one(random, new String[] {"hold", "nice"}));
    if (spoiled(random)) made.requests = Set.of();
    if (spoiled(random)) made.threads = random.nextInt(3);
    if (spoiled(random)) made.checks = checks(random);
    if (spoiled(random)) made.rules = rules(random);
    if (spoiled(random)) made.files = files(random);
    if (spoiled(random)) made.unread = random.nextInt(3) - 1;
    if (spoiled(random)) made.phase = random.nextBoolean() ? null : phase(random);
    if (spoiled(random)) made.readAt = Made.NOW.minusSeconds(random.nextInt(200) - 20);
    if (spoiled(random)) made.readAt = null;
    if (spoiled(random)) made.dirty = true;
    if (spoiled(random)) made.told = true;
    if (spoiled(random)) made.leftOut = Set.of("labels");
    if (spoiled(random)) made.headSince = null;
    if (spoiled(random)) made.effectKey = "queue-move:1";
    if (spoiled(random)) made.reviews = reviews(random);
    if (spoiled(random)) made.decision = one(random, DECISIONS);
    if (spoiled(random)) made.unsettled = "a mistake";
    if (spoiled(random)) made.plan = new Candidate.Plan("queue-move:1", Made.HEAD);
    return made.candidate();
  }

  private static boolean spoiled(Random random) {
    return random.nextInt(8) == 0;
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static List<CheckFacts> checks(Random random) {
    List<CheckFacts> checks = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      boolean own = random.nextInt(4) == 0;
      checks.add(
          new CheckFacts(
              one(random, new String[] {"build", "lint", "Pawl"}),
              own ? 1000 : random.nextInt(2),
              own,
              one(random, Progress.values()),
              "word",
              null));
    }
    return checks;
  }

  private static List<ReviewFacts> reviews(Random random) {
    List<ReviewFacts> reviews = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      reviews.add(
          Made.review(
              n + 2,
              one(random, new String[] {"APPROVED", "CHANGES_REQUESTED", "COMMENTED"}),
              one(random, new String[] {Made.HEAD, Made.OTHER}),
              one(random, Access.values())));
    }
    return reviews;
  }

  private static Rules rules(Random random) {
    List<RequiredCheck> required = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      required.add(
          new RequiredCheck(
              one(random, new String[] {"build", "lint", "Pawl"}), random.nextInt(2)));
    }
    return new Rules(
        random.nextInt(5) > 0,
        required,
        random.nextBoolean(),
        random.nextInt(2),
        random.nextInt(4) == 0,
        random.nextBoolean(),
        random.nextInt(5) == 0,
        Set.of());
  }

  private static List<ChangedFile> files(Random random) {
    List<ChangedFile> files = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      String previous = random.nextInt(4) == 0 ? PATHS.get(random.nextInt(PATHS.size())) : null;
      files.add(
          new ChangedFile(
              path,
              previous,
              previous == null
                  ? one(random, new String[] {"added", "modified", "added", "renamed"})
                  : "renamed",
              random.nextInt(20),
              1));
    }
    return files;
  }

  private static Candidate.Phase phase(Random random) {
    return new Candidate.Phase(
        one(random, IssueKind.values()), Set.of(Made.AGENT), random.nextBoolean());
  }

  @Property(tries = 20_000)
  void whatMustNotBeMergedIsNot(@ForAll long seed) {
    Candidate candidate = any(seed);
    boolean merged = Judgement.of(Guards.IN_ORDER, candidate).passes();
    Statistics.label("merged").collect(merged);
    Statistics.label("merged").coverage(coverage -> coverage.check(true).count(c -> c > 50));
    if (!merged) {
      return;
    }
    PullRequestFacts pull = candidate.pull();
    assertThat(pull.state()).isEqualTo(State.OPEN);
    assertThat(pull.head().sha()).matches("[0-9a-f]{40}");
    assertThat(pull.readAt()).isNotNull();
    assertThat(pull.dirty()).isFalse();
    if (!pull.draft()) {
      // A draft is marked as ready, not merged; what that is answered with is judged anew.
      assertThat(pull.readAt()).isBetween(Made.NOW.minusSeconds(60), Made.NOW);
      assertThat(pull.told()).isFalse();
    }
    assertThat(pull.unread()).isEmpty();
    assertThat(pull.files())
        .allMatch(file -> !file.change().equals("renamed") || file.previous() != null);
    assertThat(pull.mergeable()).isEqualTo(Mergeable.CLEAN);
    assertThat(pull.mergeState()).isNotIn("DIRTY", "UNKNOWN", "NEW_WORD", "");
    assertThat(pull.labels()).doesNotContain("hold");
    assertThat(pull.files()).hasSize(pull.fileCount()).isNotEmpty();
    assertThat(candidate.unsettled()).isNull();
    reviewed(pull);
    nobodyElsesWork(candidate);
    noForbiddenPath(pull);
    everyCheckPassed(pull);
  }

  /** Each reviewer speaks once here. */
  private static void reviewed(PullRequestFacts pull) {
    assertThat(pull.reviews())
        .noneMatch(
            review ->
                review.state().equals("CHANGES_REQUESTED")
                    && (review.access().mayWrite() || review.access() == Access.UNKNOWN));
    assertThat(
            pull.reviews().stream()
                .filter(review -> review.state().equals("APPROVED"))
                .filter(review -> review.access().mayWrite())
                .filter(review -> review.head().equals(Made.HEAD)))
        .hasSizeGreaterThanOrEqualTo(pull.rules().approvals());
    if (pull.rules().codeOwners()) {
      assertThat(pull.reviewDecision()).isEqualTo("APPROVED");
    } else {
      assertThat(pull.reviewDecision()).isIn("APPROVED", null);
    }
  }

  private static void nobodyElsesWork(Candidate candidate) {
    Author author = candidate.pull().author();
    if (author.ownApp()) {
      assertThat(candidate.plan()).isNotNull();
      assertThat(candidate.pull().head().sha()).isEqualTo(candidate.plan().head());
    } else if (candidate.pull().head().fork()
        || candidate.phase() == null
        || author.id() != Made.AGENT) {
      assertThat(author.access().mayWrite()).isTrue();
      assertThat(author.bot()).isFalse();
      assertThat(author.id()).isPositive();
    }
  }

  private static void noForbiddenPath(PullRequestFacts pull) {
    for (ChangedFile file : pull.files()) {
      assertThat(file.path()).doesNotStartWith(".github/").doesNotStartWith("planning/vision/");
      if (file.previous() != null) {
        assertThat(file.previous())
            .doesNotStartWith(".github/")
            .doesNotStartWith("planning/vision/");
      }
    }
  }

  private static void everyCheckPassed(PullRequestFacts pull) {
    assertThat(pull.rules().known()).isTrue();
    List<CheckFacts> others = pull.checks().stream().filter(check -> !check.ownApp()).toList();
    boolean required = false;
    for (RequiredCheck wanted : pull.rules().requiredChecks()) {
      if (wanted.name().equals("Pawl")) {
        continue;
      }
      required = true;
      assertThat(others)
          .filteredOn(
              check ->
                  check.name().equals(wanted.name())
                      && (wanted.app() == 0 || wanted.app() == check.app()))
          .isNotEmpty()
          .allMatch(check -> passed(check.progress()));
    }
    if (!required) {
      assertThat(others).isNotEmpty().allMatch(check -> passed(check.progress()));
    }
  }

  private static boolean passed(Progress progress) {
    return Set.of(Progress.PASSED, Progress.NEUTRAL, Progress.SKIPPED).contains(progress);
  }

  @Property(tries = 2_000)
  void theSameIsJudgedTheSame(@ForAll long seed) {
    assertThat(Judgement.of(Guards.IN_ORDER, any(seed)))
        .isEqualTo(Judgement.of(Guards.IN_ORDER, any(seed)));
    String text = CheckText.of(Judgement.of(Guards.IN_ORDER, any(seed))).summary();
    assertThat(text).hasSizeLessThanOrEqualTo(CheckText.MOST);
  }
}
