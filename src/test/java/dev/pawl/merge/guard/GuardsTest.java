package dev.pawl.merge.guard;

import static dev.pawl.merge.guard.Made.HEAD;
import static dev.pawl.merge.guard.Made.NOW;
import static dev.pawl.merge.guard.Made.OTHER;
import static dev.pawl.merge.guard.Made.check;
import static dev.pawl.merge.guard.Made.file;
import static dev.pawl.merge.guard.Made.person;
import static dev.pawl.merge.guard.Made.phase;
import static dev.pawl.merge.guard.Made.review;
import static dev.pawl.merge.guard.Made.rules;
import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.Author;
import dev.pawl.run.PullRequestFacts.Base;
import dev.pawl.run.PullRequestFacts.ChangedFile;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Head;
import dev.pawl.run.PullRequestFacts.Mergeable;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.run.PullRequestFacts.Rules;
import dev.pawl.run.PullRequestFacts.State;
import dev.pawl.settings.Settings;
import dev.pawl.settings.Wildcard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard by itself: what passes, what waits, what blocks, and what it says. */
class GuardsTest {
  private static final Settings.Merge DEFAULTS = Settings.DEFAULTS.merge();

  private static void passes(Guard guard, Made.Change... changes) {
    assertThat(guard.judge(with(changes))).isInstanceOf(Verdict.Pass.class);
  }

  private static Verdict.Wait waits(Guard guard, String because, Made.Change... changes) {
    Verdict verdict = guard.judge(with(changes));
    assertThat(verdict).isInstanceOf(Verdict.Wait.class);
    assertThat(verdict.sentence())
        .startsWith("Waiting for ")
        .endsWith(".")
        .contains(because, "#41");
    return (Verdict.Wait) verdict;
  }

  private static Verdict.Block blocks(
      Guard guard, Remedy remedy, String because, Made.Change... changes) {
    Verdict verdict = guard.judge(with(changes));
    assertThat(verdict).isInstanceOf(Verdict.Block.class);
    assertThat(verdict.sentence()).endsWith(".").contains(because, "#41");
    assertThat(((Verdict.Block) verdict).remedy()).isEqualTo(remedy);
    return (Verdict.Block) verdict;
  }

  private static Settings.Merge settings(boolean none, boolean neutral, boolean skipped) {
    return new Settings.Merge(
        DEFAULTS.method(),
        none,
        neutral,
        skipped,
        DEFAULTS.wip(),
        DEFAULTS.holdLabels(),
        List.of("**/*.lock", "infra/**"),
        3,
        100,
        true);
  }

  @Test
  void everyGuardIsListedOnceAndExplained() throws IOException {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.pawl.merge.guard")
                .stream()
                .filter(known -> known.isAssignableTo(Guard.class) && !known.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    assertThat(Guards.IN_ORDER)
        .extracting(guard -> guard.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(written)
        .hasSizeGreaterThan(15);
    assertThat(Guards.IN_ORDER).extracting(Guard::name).doesNotHaveDuplicates();
    String document = Files.readString(Path.of("docs/GUARDS.md"));
    for (Guard guard : Guards.IN_ORDER) {
      assertThat(document).contains("| " + guard.name() + " |");
      passes(guard);
    }
  }

  @Test
  void onlyWhatIsOpenAndWasRead() {
    blocks(new OpenGuard(), Remedy.NONE, "is merged", m -> m.state = State.MERGED);
    blocks(new OpenGuard(), Remedy.NONE, "was closed", m -> m.state = State.CLOSED);
    assertThat(waits(new ReadGuard(), "to be read", m -> m.readAt = null).until()).isEqualTo(NOW);
  }

  @Test
  void nothingIsMergedForATaskThatHasEndedOrTwice() {
    TaskGuard guard = new TaskGuard();
    passes(guard, m -> {});
    passes(guard, m -> m.phase = null);
    blocks(
        guard,
        Remedy.PERSON,
        "its issue #38 is closed",
        m -> m.phase = task("its issue #38 is closed"));
    Verdict.Block twice =
        blocks(guard, Remedy.PERSON, "#42, #43", m -> m.phase = task(null, 43, 42));
    assertThat(twice.change()).contains("closes all but one");
    // Else each new one of a crowd would have all others told anew.
    Verdict.Block crowd =
        blocks(
            new TaskGuard(),
            Remedy.PERSON,
            "others",
            m -> m.phase = task(null, 49, 48, 47, 46, 45, 44, 43));
    assertThat(crowd.sentence()).contains(": #43, #44, #45, #46, #47 and others was made");
  }

  private static Candidate.Phase task(@Nullable String ended, Integer... rivals) {
    return new Candidate.Phase(
        IssueKind.DEVELOPMENT, Set.of(Made.AGENT), true, ended, List.of(rivals));
  }

  @Test
  void M2_whatIsOldOrInDoubtIsReadOnceMore() {
    FreshGuard guard = new FreshGuard();
    passes(guard, m -> m.readAt = NOW.minusSeconds(60));
    assertThat(waits(guard, "once more", m -> m.readAt = NOW.minusSeconds(61)).until())
        .isEqualTo(NOW);
    waits(guard, "once more", m -> m.readAt = NOW.plusSeconds(1));
    waits(guard, "once more", m -> m.readAt = null);
    waits(guard, "once more", m -> m.dirty = true);
    waits(guard, "once more", m -> m.told = true);
    for (String sha : List.of("", "main", HEAD.substring(1), HEAD + "0", "x".repeat(40))) {
      waits(guard, "once more", m -> m.head = new Head("topic", sha, false));
    }
  }

  /** The merge of the one before it would make it old again. */
  @Test
  void M2_ofManyOneIsReadForEachMerge() {
    FreshGuard guard = new FreshGuard();
    for (Candidate.Pace other :
        List.of(
            new Candidate.Pace(List.of(), 1, null, null),
            new Candidate.Pace(List.of(), 0, null, 40))) {
      assertThat(waits(guard, "turn of #41", m -> m.told = true, m -> m.pace = other).until())
          .isNull();
      passes(guard, m -> m.pace = other);
    }
  }

  /** Else nobody would read it, and its branch would never be brought up to date. */
  @Test
  void M49_whatIsBehindIsReadInItsTurn() {
    UpToDateGuard guard = new UpToDateGuard();
    Made.Change behind =
        m -> {
          m.rules = new Rules(true, List.of(), true, 0, false, false, false, Set.of());
          m.mergeState = "BEHIND";
        };
    assertThat(waits(guard, "up to date", behind).until()).isNull();
    for (Made.Change old :
        List.<Made.Change>of(m -> m.told = true, m -> m.readAt = NOW.minusSeconds(61))) {
      assertThat(waits(guard, "up to date", behind, old).until()).isEqualTo(NOW);
      for (Candidate.Pace other :
          List.of(
              new Candidate.Pace(List.of(), 1, null, null),
              new Candidate.Pace(List.of(), 0, 40, null),
              new Candidate.Pace(List.of(), 0, null, 40))) {
        assertThat(waits(guard, "up to date", behind, old, m -> m.pace = other).until()).isNull();
      }
    }
  }

  @Test
  void L17_forkStranger() {
    AuthorGuard guard = new AuthorGuard();
    Head fork = new Head("topic", HEAD, true);
    for (Access access : List.of(Access.NONE, Access.READ, Access.TRIAGE)) {
      blocks(guard, Remedy.PERSON, "`ada`", m -> m.author = person(access), m -> m.head = fork);
      blocks(guard, Remedy.PERSON, "`ada`", m -> m.author = person(access));
    }
    waits(guard, "may do", m -> m.author = person(Access.UNKNOWN), m -> m.head = fork);
    for (Access access : List.of(Access.WRITE, Access.MAINTAIN, Access.ADMIN)) {
      passes(guard, m -> m.author = person(access), m -> m.head = fork);
      passes(guard, m -> m.author = person(access));
    }
  }

  @Test
  void theAgentIsKnownByItsIdAndItsTask() {
    AuthorGuard guard = new AuthorGuard();
    passes(guard);
    blocks(guard, Remedy.PERSON, "another bot", m -> m.phase = null);
    blocks(guard, Remedy.PERSON, "another bot", m -> m.head = new Head("topic", HEAD, true));
    blocks(
        guard,
        Remedy.PERSON,
        "another bot",
        m -> m.author = new Author(5, "Copilot", true, false, Access.WRITE));
    blocks(
        guard,
        Remedy.PERSON,
        "gone",
        m -> m.author = new Author(0, "ghost", false, false, Access.ADMIN),
        m -> m.phase = new Candidate.Phase(IssueKind.DEVELOPMENT, Set.of(0L), true));
  }

  /** Settings may call anybody's account an agent's. */
  @Test
  void aPersonWhomAProfileNamesNeedsWriteAccessAllTheSame() {
    AuthorGuard guard = new AuthorGuard();
    Made.Change named = m -> m.phase = new Candidate.Phase(IssueKind.DEVELOPMENT, Set.of(7L), true);
    blocks(guard, Remedy.PERSON, "may not write", named, m -> m.author = person(Access.READ));
    waits(guard, "may do", named, m -> m.author = person(Access.UNKNOWN));
    passes(guard, named, m -> m.author = person(Access.WRITE));
  }

  @Test
  void ofPawlsOwnOnlyWhatItsEffectMade() {
    AuthorGuard guard = new AuthorGuard();
    passes(guard, Made::byPawl);
    blocks(guard, Remedy.PERSON, "Pawl's", Made::byPawl, m -> m.plan = null);
    blocks(guard, Remedy.PERSON, "Pawl's", Made::byPawl, m -> m.effectKey = "other");
    blocks(guard, Remedy.PERSON, "Pawl's", Made::byPawl, m -> m.effectKey = null);
    blocks(
        guard,
        Remedy.PERSON,
        "is not what Pawl put into it",
        Made::byPawl,
        m -> m.head = new Head("pawl/move", OTHER, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WIP: a lens",
        "wip a lens",
        "[WIP] a lens",
        "(wip) a lens",
        "Draft: a lens",
        "WIP",
        "A lens [wip]",
        "  [Draft] a lens"
      })
  void L19_wip(String title) {
    waits(new TitleGuard(), "work in progress", m -> m.title = title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Wipe the lens", "A draft of wind", "Draftsman: rules", "swip: x"})
  void L19_whatOnlyLooksLikeWip(String title) {
    passes(new TitleGuard(), m -> m.title = title);
  }

  @Test
  void M47_whatAPersonHoldsBackWaitsAndSaysForWhom() {
    HoldGuard guard = new HoldGuard();
    Verdict.Wait held =
        waits(
            guard,
            "the hold on #41, set by `ada`: `not' today`",
            m -> m.hold = new Candidate.Hold(false, "ada", "not` today", null));
    assertThat(held.until()).isNull();
    Verdict.Wait paused =
        waits(
            guard,
            "the repository's pause",
            m -> m.hold = new Candidate.Hold(true, "ada", "away", NOW.plusSeconds(60)));
    assertThat(paused.until()).isEqualTo(NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"do-not-merge", "hold", "HOLD", "Do-Not-Merge"})
  void M17_aLabelThatHoldsWins(String label) {
    waits(new LabelGuard(), "`" + label + "`", m -> m.labels = Set.of("ready", label, "a"));
    passes(new LabelGuard(), m -> m.labels = Set.of("ready", "holder"));
  }

  @Test
  void M15_aPersonsDraftWaitsAndAnAgentsFinishedOneDoesNot() {
    DraftGuard guard = new DraftGuard();
    Made.Change draft = m -> m.draft = true;
    Made.Change silent = m -> m.requests = Set.of();
    passes(guard, draft);
    passes(
        guard,
        draft,
        silent,
        m -> m.phase = new Candidate.Phase(IssueKind.DEVELOPMENT, Set.of(Made.AGENT), true));
    waits(guard, "still a draft", draft, silent);
    waits(guard, "marked as ready", draft, m -> m.author = person(Access.ADMIN));
    waits(guard, "marked as ready", draft, Made::byPawl);
    // The agent had finished it; somebody then did not want it merged.
    waits(guard, "made it a draft again", draft, m -> m.draftedBy = "grace");
  }

  @Test
  void aReviewSignalIsNeeded() {
    ReviewSignalGuard guard = new ReviewSignalGuard();
    Made.Change silent = m -> m.requests = Set.of();
    waits(guard, "a review to be asked for", silent);
    waits(guard, "review", silent, m -> m.reviews.add(review(3, "COMMENTED", HEAD)));
    waits(guard, "review", silent, m -> m.reviews.add(review(3, "APPROVED", OTHER)));
    waits(guard, "review", silent, m -> m.reviews.add(review(Made.AGENT, "APPROVED", HEAD)));
    passes(guard, silent, m -> m.reviews.add(review(3, "APPROVED", HEAD)));
    passes(guard, silent, Made::byPawl);
    waits(guard, "to approve", m -> m.phase = null, m -> m.author = person(Access.ADMIN));
    passes(
        guard,
        m -> m.phase = null,
        m -> m.author = person(Access.ADMIN),
        m -> m.reviews.add(review(3, "APPROVED", HEAD)));
  }

  @ParameterizedTest
  @CsvSource({"0,2", "1,4", "5,64", "20,600", "2147483647,600", "-3,2"})
  void M11_whatGitHubDoesNotKnowYetIsAskedAgainLaterEachTime(int asked, long seconds) {
    MergeableGuard guard = new MergeableGuard();
    Made.Change times = m -> m.asked = asked;
    Instant until = NOW.plusSeconds(seconds);
    assertThat(waits(guard, "whether", times, m -> m.mergeable = Mergeable.UNKNOWN).until())
        .isEqualTo(until);
    assertThat(waits(guard, "whether", times, m -> m.mergeState = "UNKNOWN").until())
        .isEqualTo(until);
  }

  @Test
  void M12_aConflictBlocks() {
    MergeableGuard guard = new MergeableGuard();
    blocks(guard, Remedy.COMMITS, "conflicts", m -> m.mergeable = Mergeable.CONFLICTING);
    blocks(guard, Remedy.COMMITS, "conflicts", m -> m.mergeState = "DIRTY");
    blocks(
        guard,
        Remedy.COMMITS,
        "conflicts",
        m -> m.mergeState = "DIRTY",
        m -> m.mergeable = Mergeable.UNKNOWN);
    waits(guard, "`TELEPORTED`", m -> m.mergeState = "TELEPORTED");
    waits(guard, "`(empty)`", m -> m.mergeState = "");
    // With every known rule passed, GitHub's own answer tells what is missing.
    passes(guard, m -> m.mergeState = "BLOCKED");
  }

  @Test
  void M19_noChecksAtAllIsRefusedUnlessAllowed() {
    ChecksGuard guard = new ChecksGuard();
    Made.Change none = m -> m.checks = List.of();
    Made.Change allowed = m -> m.settings = settings(true, true, true);
    waits(guard, "none has run", none);
    waits(guard, "none has run", m -> m.checks = List.of(Made.own(Progress.PASSED)));
    passes(guard, none, allowed);
    waits(guard, "a while", none, allowed, m -> m.headSince = null);
    Instant since = NOW.minusSeconds(30);
    assertThat(waits(guard, "a while", none, allowed, m -> m.headSince = since).until())
        .isEqualTo(since.plus(Duration.ofMinutes(2)));
    blocks(
        guard,
        Remedy.COMMITS,
        "`build`",
        allowed,
        m -> m.checks = List.of(check("build", Progress.FAILED)));
  }

  @Test
  void M20_aRequiredCheckThatIsMissingIsWaitedFor() {
    ChecksGuard guard = new ChecksGuard();
    Made.Change required =
        m ->
            m.rules =
                rules(List.of(new RequiredCheck("lint", 0), new RequiredCheck("build", 0)), 0);
    waits(guard, "`lint`", required);
    blocks(
        guard,
        Remedy.PERSON,
        "`CI` on #41 waits for somebody to let it run",
        required,
        m -> m.checks.add(check("CI", Progress.ACTION_REQUIRED)));
    passes(guard, required, m -> m.checks.add(check("lint", Progress.PASSED)));
    // The same name by another App is another check.
    waits(guard, "`build`", m -> m.rules = rules(List.of(new RequiredCheck("build", 99)), 0));
    passes(guard, m -> m.rules = rules(List.of(new RequiredCheck("build", 15368)), 0));
  }

  @Test
  void M21_whatRunsIsWaitedForAndWhatFailedBlocks() {
    ChecksGuard guard = new ChecksGuard();
    waits(guard, "`slow`", m -> m.checks.add(check("slow", Progress.RUNNING)));
    blocks(guard, Remedy.COMMITS, "`red`", m -> m.checks.add(check("red", Progress.FAILED)));
    blocks(
        guard,
        Remedy.COMMITS,
        "`red`",
        m -> m.checks.add(check("slow", Progress.RUNNING)),
        m -> m.checks.add(check("red", Progress.FAILED)));
    blocks(
        guard,
        Remedy.PERSON,
        "to let it run",
        m -> m.checks.add(check("held", Progress.ACTION_REQUIRED)),
        m -> m.checks.add(check("slow", Progress.RUNNING)));
    // Where rules name what is required, the others only inform.
    passes(
        guard,
        m -> m.rules = rules(List.of(new RequiredCheck("build", 0)), 0),
        m -> m.checks.add(check("red", Progress.FAILED)));
    // Two of one name, by two Apps: both count when anyone's is accepted.
    blocks(
        guard,
        Remedy.COMMITS,
        "`build`",
        m -> m.rules = rules(List.of(new RequiredCheck("build", 0)), 0),
        m -> m.checks.add(new CheckFacts("build", 0, false, Progress.FAILED, "failure", null)));
  }

  @Test
  void M23_neutralAndSkippedCountAsTheSettingsSay() {
    ChecksGuard guard = new ChecksGuard();
    Made.Change neutral = m -> m.checks = List.of(check("n", Progress.NEUTRAL));
    Made.Change skipped = m -> m.checks = List.of(check("s", Progress.SKIPPED));
    passes(guard, neutral);
    passes(guard, skipped);
    blocks(guard, Remedy.COMMITS, "`n`", neutral, m -> m.settings = settings(false, false, true));
    blocks(guard, Remedy.COMMITS, "`s`", skipped, m -> m.settings = settings(false, true, false));
  }

  @ParameterizedTest
  @EnumSource(Progress.class)
  void M24_pawlsOwnCheckIsNeverItsOwnInput(Progress progress) {
    passes(new ChecksGuard(), m -> m.checks.add(Made.own(progress)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000})
  void M51_pawlsOwnCheckMayBeRequired(long app) {
    Made.Change required =
        m ->
            m.rules =
                rules(List.of(new RequiredCheck("Pawl", app), new RequiredCheck("build", 0)), 0);
    passes(new ChecksGuard(), required);
    passes(new ChecksGuard(), required, m -> m.checks.add(Made.own(Progress.RUNNING)));
    waits(
        new ChecksGuard(), "`build`", required, m -> m.checks = List.of(Made.own(Progress.PASSED)));
  }

  @Test
  void M26_statusesAndCheckRunsBothCount() {
    CheckFacts status = new CheckFacts("ci/old", 0, false, Progress.FAILED, "failure", null);
    blocks(new ChecksGuard(), Remedy.COMMITS, "`ci/old`", m -> m.checks.add(status));
    passes(
        new ChecksGuard(),
        m -> m.rules = rules(List.of(new RequiredCheck("ci/old", 0)), 0),
        m -> m.checks.add(new CheckFacts("ci/old", 0, false, Progress.PASSED, "success", null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows/build.yml",
        ".github/workflows/deep/er.yml",
        ".GitHub/Workflows/x.yml"
      })
  void M37_aWorkflowFileBlocks(String path) {
    WorkflowGuard guard = new WorkflowGuard();
    blocks(guard, Remedy.PERSON, path, m -> m.files.add(file(path, "modified")));
    ChangedFile away = new ChangedFile("old.yml", path, "renamed", 0, 0);
    blocks(guard, Remedy.PERSON, path, m -> m.files.add(away), m -> m.unread = 5);
    waits(guard, "read", m -> m.unread = 1);
    passes(guard, m -> m.files.add(file("docs/.github/workflows.md", "added")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/pawl.yml",
        "CODEOWNERS",
        ".github/CODEOWNERS",
        "docs/codeowners",
        "planning/vision/goal.md",
        "planning/vision/more/ideas.md",
        "planning/issue_queue/pending/dev-a.md",
        "deep/down/pnpm.lock",
        "infra/main.tf"
      })
  void M38_aGuardedPathBlocks(String path) {
    GuardedPathsGuard guard = new GuardedPathsGuard();
    Made.Change settings = m -> m.settings = settings(false, true, true);
    blocks(guard, Remedy.PERSON, path, settings, m -> m.files.add(file(path, "modified")));
    ChangedFile away = new ChangedFile("x", path, "renamed", 0, 0);
    blocks(guard, Remedy.PERSON, path, settings, m -> m.files.add(away));
    waits(guard, "read", m -> m.unread = 1);
  }

  @Test
  void M38_theQueueIsOpenToWhatFillsIt() {
    GuardedPathsGuard guard = new GuardedPathsGuard();
    Made.Change queue =
        m -> m.files = List.of(file("planning/issue_queue/pending/dev-a.md", "added"));
    for (IssueKind kind : IssueKind.values()) {
      boolean fills = kind == IssueKind.GAP_ANALYSIS || kind == IssueKind.REVIEW_CONSUMPTION;
      assertThat(guard.judge(with(queue, m -> m.phase = phase(kind))) instanceof Verdict.Pass)
          .as(kind.word())
          .isEqualTo(fills);
    }
    passes(guard, Made::byPawl);
    blocks(
        guard,
        Remedy.PERSON,
        "goal.md",
        Made::byPawl,
        m -> m.files = List.of(file("planning/vision/goal.md", "modified")));
  }

  @Test
  void M38_tooMuchOrNothing() {
    SizeGuard guard = new SizeGuard();
    Made.Change small = m -> m.settings = settings(false, true, true);
    List<ChangedFile> four = IntStream.range(0, 4).mapToObj(n -> file("f" + n, "added")).toList();
    blocks(guard, Remedy.PERSON, "4 files", small, m -> m.files = four);
    blocks(guard, Remedy.PERSON, "4 files", small, m -> m.unread = 3);
    blocks(
        guard,
        Remedy.PERSON,
        "101 lines",
        small,
        m -> m.files = List.of(new ChangedFile("f", null, "added", 60, 41)));
    blocks(
        guard,
        Remedy.PERSON,
        "lines",
        m ->
            m.files =
                List.of(
                    new ChangedFile("f", null, "added", Integer.MAX_VALUE, Integer.MAX_VALUE),
                    new ChangedFile("g", null, "added", Integer.MAX_VALUE, -5)));
    waits(guard, "read", m -> m.unread = 1);
    waits(guard, "read", m -> m.unread = -1);
    waits(guard, "change anything", m -> m.files = List.of());
  }

  @Test
  void L5_gapScope() {
    String pending = "planning/issue_queue/pending/";
    scope(IssueKind.GAP_ANALYSIS, true, file(pending + "dev-lens.md", "added"));
    scope(IssueKind.GAP_ANALYSIS, true, file("planning/state/goal_reached.md", "modified"));
    scope(IssueKind.GAP_ANALYSIS, false, file(pending + "dev-lens.md", "modified"));
    scope(IssueKind.GAP_ANALYSIS, false, file(pending + "dev-.md", "added"));
    scope(IssueKind.GAP_ANALYSIS, false, file(pending + "Dev-lens.md", "added"));
    scope(IssueKind.GAP_ANALYSIS, false, file(pending + "dev-a/b.md", "added"));
    scope(IssueKind.GAP_ANALYSIS, false, file(pending + "review-lens.md", "added"));
    scope(
        IssueKind.GAP_ANALYSIS,
        false,
        new ChangedFile(pending + "dev-lens.md", "src/Lens.java", "renamed", 0, 0));
    scope(
        IssueKind.GAP_ANALYSIS,
        false,
        file(pending + "dev-a.md", "added"),
        file(pending + "dev-b.md", "added"));
    scope(
        IssueKind.GAP_ANALYSIS,
        false,
        file(pending + "dev-lens.md", "added"),
        file("src/Lens.java", "modified"));
  }

  @Test
  void L24_capabilityScope() {
    String capabilities = "planning/state/system_capabilities.md";
    scope(IssueKind.CAPABILITY_UPDATE, true, file(capabilities, "modified"));
    scope(IssueKind.CAPABILITY_UPDATE, true, file(capabilities, "added"));
    scope(IssueKind.CAPABILITY_UPDATE, false, file(capabilities, "removed"));
    scope(IssueKind.CAPABILITY_UPDATE, false, file("README.md", "modified"));
    scope(
        IssueKind.CAPABILITY_UPDATE,
        false,
        file(capabilities, "modified"),
        file("README.md", "modified"));
  }

  @Test
  void M39_scopeOfTheOtherKinds() {
    scope(IssueKind.DEVELOPMENT, true, file("src/Lens.java", "removed"));
    scope(IssueKind.REPAIR, true, file("src/Lens.java", "removed"));
    scope(IssueKind.REVIEW, true, file("planning/reviews/review-2026-03-01.md", "added"));
    scope(IssueKind.REVIEW, false, file("planning/reviews/review-2026-03-01.md", "modified"));
    scope(IssueKind.REVIEW, false, file("planning/reviews/deep/er.md", "added"));
    String pending = "planning/issue_queue/pending/";
    scope(
        IssueKind.REVIEW_CONSUMPTION,
        true,
        file(pending + "review-a.md", "added"),
        file(pending + "review-b.md", "added"));
    scope(IssueKind.REVIEW_CONSUMPTION, false, file(pending + "dev-a.md", "added"));
    blocks(new ScopeGuard(), Remedy.PERSON, "not known", m -> m.phase = phase(null));
    for (IssueKind kind : IssueKind.values()) {
      if (!kind.open()) {
        waits(
            new ScopeGuard(), "nothing yet", m -> m.phase = phase(kind), m -> m.files = List.of());
      }
    }
    waits(
        new ScopeGuard(),
        "read",
        m -> m.phase = phase(IssueKind.REVIEW_CONSUMPTION),
        m -> m.files = List.of(file(pending + "review-a.md", "added")),
        m -> m.unread = 1);
  }

  private static void scope(IssueKind kind, boolean fits, ChangedFile... files) {
    Made.Change[] changes = {m -> m.phase = phase(kind), m -> m.files = List.of(files)};
    if (fits) {
      passes(new ScopeGuard(), changes);
    } else {
      blocks(new ScopeGuard(), Remedy.COMMITS, kind.word(), changes);
    }
  }

  @Test
  void M42_onlyTheDefaultBranchIsMergedInto() {
    blocks(new BaseGuard(), Remedy.PERSON, "`release`", m -> m.base = new Base("release", OTHER));
    blocks(new BaseGuard(), Remedy.PERSON, "`Main`", m -> m.base = new Base("Main", OTHER));
  }

  @Test
  void M30_changesRequestedBlockUntilDismissed() {
    ReviewsGuard guard = new ReviewsGuard();
    Made.Change asked = m -> m.reviews.add(review(3, "CHANGES_REQUESTED", OTHER));
    blocks(guard, Remedy.COMMITS, "`reviewer3`", asked);
    blocks(
        guard, Remedy.COMMITS, "reviewer3", asked, m -> m.reviews.add(review(4, "APPROVED", HEAD)));
    for (String later : List.of("APPROVED", "DISMISSED")) {
      passes(guard, asked, m -> m.reviews.add(later(3, later)));
    }
    blocks(guard, Remedy.COMMITS, "reviewer3", asked, m -> m.reviews.add(later(3, "COMMENTED")));
    blocks(guard, Remedy.PERSON, "`VETOED`", m -> m.reviews.add(review(3, "VETOED", HEAD)));
  }

  private static dev.pawl.run.PullRequestFacts.ReviewFacts later(long by, String state) {
    return new dev.pawl.run.PullRequestFacts.ReviewFacts(
        by * 100 + 1, by, "reviewer" + by, state, HEAD, NOW, Access.WRITE);
  }

  @Test
  void approvalsThreadsQueueAndTheRestOfTheRules() {
    Made.Change two = m -> m.rules = rules(List.of(), 2);
    ApprovalsGuard approvals = new ApprovalsGuard();
    waits(approvals, "1 of 2 approvals", two, m -> m.reviews.add(review(3, "APPROVED", HEAD)));
    waits(approvals, "2 of 2 approvals", two, m -> m.reviews.add(review(3, "APPROVED", OTHER)));
    passes(
        approvals,
        two,
        m -> m.reviews.add(review(3, "APPROVED", HEAD)),
        m -> m.reviews.add(review(4, "APPROVED", HEAD)));

    Rules strict = new Rules(true, List.of(), true, 0, false, true, false, Set.of("MERGE"));
    waits(new ThreadsGuard(), "2 conversations", m -> m.rules = strict, m -> m.threads = 2);
    passes(new ThreadsGuard(), m -> m.threads = 2);
    waits(new UpToDateGuard(), "up to date", m -> m.rules = strict, m -> m.mergeState = "BEHIND");
    passes(new UpToDateGuard(), m -> m.mergeState = "BEHIND");
    blocks(new RulesGuard(), Remedy.PERSON, "by squash", m -> m.rules = strict);
    waits(new RulesGuard(), "rules", m -> m.rules = Rules.UNKNOWN);

    Rules queue = new Rules(true, List.of(), false, 0, false, false, true, Set.of("SQUASH"));
    passes(new RulesGuard(), m -> m.rules = queue);
    passes(new QueueGuard(), m -> m.rules = queue);
    waits(new QueueGuard(), "merge queue", m -> m.rules = queue, m -> m.queued = true);
  }

  /** What an event alone told is not read either: it says nothing of what its author may do. */
  @ParameterizedTest
  @EnumSource(Access.class)
  void anApprovalCountsOnlyByWhoMayWrite(Access access) {
    Made.Change approved = m -> m.reviews.add(review(3, "APPROVED", HEAD, access));
    Made.Change silent = m -> m.requests = Set.of();
    Made.Change untasked = m -> m.phase = null;
    Made.Change draft = m -> m.draft = true;
    Made.Change one = m -> m.rules = rules(List.of(), 1);
    if (access.mayWrite()) {
      passes(new ApprovalsGuard(), one, approved);
      passes(new ReviewSignalGuard(), silent, approved);
      passes(new ReviewSignalGuard(), untasked, approved);
      passes(new DraftGuard(), draft, silent, approved);
      return;
    }
    String why = access == Access.UNKNOWN ? "is not read yet" : "seen and not counted";
    Instant again = access == Access.UNKNOWN ? NOW.plusSeconds(60) : null;
    Verdict.Wait approvals = waits(new ApprovalsGuard(), "1 of 1 approvals", one, approved);
    Verdict.Wait signal = waits(new ReviewSignalGuard(), "to be asked for", silent, approved);
    Verdict.Wait other = waits(new ReviewSignalGuard(), "to approve", untasked, approved);
    for (Verdict.Wait wait : List.of(approvals, signal, other)) {
      assertThat(wait.sentence()).contains(why).contains("`reviewer3`");
      assertThat(wait.until()).isEqualTo(again);
    }
    waits(new DraftGuard(), "still a draft", draft, silent, approved);
  }

  @Test
  void theTasksAgentMaySayThatTheWorkIsDoneAndNotApproveForTheRules() {
    Made.Change byAgent = m -> m.reviews.add(review(Made.AGENT, "APPROVED", HEAD, Access.NONE));
    Made.Change others = m -> m.author = person(Access.WRITE);
    passes(new ReviewSignalGuard(), others, byAgent, m -> m.requests = Set.of());
    waits(new ApprovalsGuard(), "1 of 1", others, byAgent, m -> m.rules = rules(List.of(), 1));
    waits(new ReviewSignalGuard(), "to approve", others, byAgent, m -> m.phase = null);
    blocks(
        new ReviewsGuard(),
        Remedy.COMMITS,
        "reviewer" + Made.AGENT,
        m -> m.reviews.add(review(Made.AGENT, "CHANGES_REQUESTED", HEAD, Access.NONE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHANGES_REQUESTED", "VETOED"})
  void M30_whatAStrangerWantsIsSeenAndNotCounted(String state) {
    ReviewsGuard guard = new ReviewsGuard();
    for (Access access : List.of(Access.NONE, Access.READ, Access.TRIAGE)) {
      Made.Change stranger = m -> m.reviews.add(review(3, state, HEAD, access));
      Verdict verdict = guard.judge(with(stranger));
      assertThat(verdict).isInstanceOf(Verdict.Pass.class);
      assertThat(verdict.sentence()).contains("`reviewer3`").contains("seen and not counted");
      assertThat(verdict.found()).contains("not counted");
    }
    Made.Change unread = m -> m.reviews.add(review(3, state, HEAD, Access.UNKNOWN));
    assertThat(waits(guard, "whether `reviewer3`", unread).until()).isEqualTo(NOW.plusSeconds(60));
    assertThat(waits(guard, "`reviewer3`", unread, m -> m.dirty = true).until()).isEqualTo(NOW);
    Made.Change old = m -> m.readAt = NOW.minusSeconds(600);
    assertThat(waits(guard, "`reviewer3`", unread, old).until()).isEqualTo(NOW);
    blocks(
        guard,
        Remedy.COMMITS,
        "`reviewer4`",
        unread,
        m -> m.reviews.add(review(4, "CHANGES_REQUESTED", OTHER)));
  }

  @Test
  void M33_codeOwnersWhereTheRulesWantThem() {
    ReviewDecisionGuard guard = new ReviewDecisionGuard();
    Made.Change owners =
        m -> m.rules = new Rules(true, List.of(), false, 0, true, false, false, Set.of());
    passes(guard, owners, m -> m.decision = "APPROVED");
    waits(guard, "a code owner's approval", owners, m -> m.decision = "REVIEW_REQUIRED");
    waits(guard, "`SOMETHING_NEW`", owners, m -> m.decision = "SOMETHING_NEW");
    blocks(guard, Remedy.PERSON, "code owners", owners);
    Made.Change changes = m -> m.decision = "CHANGES_REQUESTED";
    blocks(guard, Remedy.COMMITS, "changes", owners, changes);
    // GitHub's word holds, too, where it knows more than Pawl does.
    passes(guard, m -> m.decision = "APPROVED");
    waits(guard, "the reviews", m -> m.decision = "REVIEW_REQUIRED");
    blocks(guard, Remedy.COMMITS, "changes", changes);
  }

  @Test
  void nothingIsMergedUnderSettingsThatNobodyUnderstands() {
    Verdict.Block block =
        blocks(
            new SettingsGuard(),
            Remedy.PERSON,
            "no such key",
            m -> m.unsettled = "`merge.max_fils`: there is no such key.");
    assertThat(block.change()).contains(".github/pawl.yml");
  }

  @ParameterizedTest
  @CsvSource({
    "true, a*c, abc",
    "true, *, x",
    "true, ABC, abc",
    "false, a*c, ab",
    "true, a**c, a/b/c",
    "false, a/*c, a/b/c",
    "true, a/*c, a/bc",
    "true, **/x, a/b/x",
    "false, **/x, a/b/xy",
    "false, abc, ab",
    "true, *a*b*, xxaxxbxx"
  })
  void patterns(boolean fits, String pattern, String text) {
    assertThat(Wildcard.path(pattern, text)).isEqualTo(fits);
  }

  @Test
  void noPatternEverHangs() {
    String long1 = "a".repeat(5_000);
    assertThat(Wildcard.text("*a*a*a*a*b", long1)).isFalse();
  }
}
