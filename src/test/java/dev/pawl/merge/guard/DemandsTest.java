package dev.pawl.merge.guard;

import static dev.pawl.merge.guard.Made.HEAD;
import static dev.pawl.merge.guard.Made.NOW;
import static dev.pawl.merge.guard.Made.OTHER;
import static dev.pawl.merge.guard.Made.check;
import static dev.pawl.merge.guard.Made.person;
import static dev.pawl.merge.guard.Made.review;
import static dev.pawl.merge.guard.Made.rules;
import static dev.pawl.merge.guard.Made.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.run.PullRequestFacts.Access;
import dev.pawl.run.PullRequestFacts.CheckFacts;
import dev.pawl.run.PullRequestFacts.Progress;
import dev.pawl.run.PullRequestFacts.RequiredCheck;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Settings;
import dev.pawl.settings.SettingsLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the settings ask for besides GitHub's rules. */
class DemandsTest {
  private static Demands demands(String yaml) {
    var outcome = SettingsLoader.load("guards:\n  " + yaml.replace("\n", "\n  "));
    return ((SettingsLoader.Outcome.Good) outcome).settings().guards();
  }

  private static Verdict judge(Guard guard, String yaml, Made.Change change) {
    return guard.judge(with(made -> made.demands = demands(yaml), change));
  }

  private static void passes(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
  }

  private static Verdict.Wait waits(Verdict verdict, String because) {
    assertThat(verdict).isInstanceOf(Verdict.Wait.class);
    assertThat(verdict.sentence()).startsWith("Waiting ").endsWith(".").contains(because, "#41");
    return (Verdict.Wait) verdict;
  }

  @Test
  void nothingIsAskedForByDefault() {
    assertThat(Settings.DEFAULTS.guards()).isEqualTo(Demands.NONE);
    for (Guard guard : Guards.IN_ORDER) {
      passes(guard.judge(with()));
    }
  }

  @Test
  void M32_theGreaterNumberOfRulesAndSettingsCounts() {
    Verdict one =
        judge(
            new ApprovalsGuard(),
            "approvals: 2",
            m -> {
              m.rules = rules(List.of(), 1);
              m.reviews = List.of(review(8, "APPROVED", HEAD, Access.WRITE));
            });
    assertThat(waits(one, "1 of 2 approvals").wanted()).isEqualTo("2");
    passes(
        judge(
            new ApprovalsGuard(),
            "approvals: 1",
            m -> m.reviews = List.of(review(8, "APPROVED", HEAD, Access.WRITE))));
    waits(
        judge(
            new ApprovalsGuard(),
            "approvals: 1",
            m -> {
              m.rules = rules(List.of(), 2);
              m.reviews = List.of(review(8, "APPROVED", HEAD, Access.WRITE));
            }),
        "1 of 2 approvals");
  }

  @Test
  void M29_theAuthorsOwnApprovalIsNotCounted() {
    Made.Change own =
        m -> {
          m.author = person(Access.WRITE);
          m.reviews = List.of(review(7, "APPROVED", HEAD, Access.WRITE));
        };
    waits(judge(new ApprovalsGuard(), "approvals: 1", own), "1 of 1 approvals");
    waits(judge(new ApproversGuard(), "approvers: [reviewer7]", own), "the approval of");
    waits(
        judge(
            new ApprovalsGuard(),
            "approvals: 0",
            m -> {
              own.to(m);
              m.rules = rules(List.of(), 1);
            }),
        "1 of 1 approvals");
  }

  @Test
  void M28_oneOfThoseWhoAreNamedMustApproveThisHead() {
    ApproversGuard guard = new ApproversGuard();
    String named = "approvers: [Reviewer8, grace]";
    waits(judge(guard, named, m -> {}), "the approval of `Reviewer8` or `grace`");
    waits(
        judge(guard, named, m -> m.reviews = List.of(review(9, "APPROVED", HEAD, Access.WRITE))),
        "the approval of");
    waits(
        judge(guard, named, m -> m.reviews = List.of(review(8, "APPROVED", OTHER, Access.WRITE))),
        "the approval of");
    waits(
        judge(guard, named, m -> m.reviews = List.of(review(8, "APPROVED", HEAD, Access.READ))),
        "without the right to write");
    passes(
        judge(guard, named, m -> m.reviews = List.of(review(8, "APPROVED", HEAD, Access.WRITE))));
  }

  @Test
  void M20_checksThatTheSettingsRequireMustReportAndPass() {
    ChecksGuard guard = new ChecksGuard();
    String required = "required_checks: [deploy]";
    waits(judge(guard, required, m -> {}), "deploy");
    passes(
        judge(
            guard,
            required,
            m ->
                m.checks =
                    List.of(check("build", Progress.PASSED), check("deploy", Progress.PASSED))));
    assertThat(
            judge(
                guard,
                required,
                m ->
                    m.checks =
                        List.of(check("build", Progress.PASSED), check("deploy", Progress.FAILED))))
        .isInstanceOf(Verdict.Block.class);
    // What the rules require still counts beside it, and nothing else does.
    assertThat(
            judge(
                guard,
                required,
                m -> {
                  m.rules = rules(List.of(new RequiredCheck("build", 0)), 0);
                  m.checks =
                      List.of(
                          check("build", Progress.FAILED),
                          check("lint", Progress.FAILED),
                          check("deploy", Progress.PASSED));
                }))
        .isInstanceOfSatisfying(
            Verdict.Block.class,
            block -> assertThat(block.sentence()).contains("build").doesNotContain("lint"));
    // Where the rules require nothing, what the settings require comes on top of all that ran.
    assertThat(
            judge(
                guard,
                required,
                m ->
                    m.checks =
                        List.of(check("lint", Progress.FAILED), check("deploy", Progress.PASSED))))
        .isInstanceOfSatisfying(
            Verdict.Block.class, block -> assertThat(block.sentence()).contains("lint"));
    // The rules know better whose check it must be.
    waits(
        judge(
            guard,
            required,
            m -> {
              m.rules = rules(List.of(new RequiredCheck("deploy", 99)), 0);
              m.checks = List.of(check("deploy", Progress.PASSED));
            }),
        "deploy");
    passes(
        judge(
            guard,
            required,
            m -> {
              m.rules = rules(List.of(new RequiredCheck("deploy", 15368)), 0);
              m.checks =
                  List.of(
                      check("deploy", Progress.PASSED),
                      new CheckFacts("deploy", 7, false, Progress.FAILED, "failure", null));
            }));
    // It can never be Pawl's own: that one says how this judgement ends.
    passes(judge(guard, "required_checks: [Pawl]", m -> {}));
  }

  @Test
  void ignoredChecksDoNotCountUnlessTheyAreRequired() {
    ChecksGuard guard = new ChecksGuard();
    passes(
        judge(
            guard,
            "ignored_checks: ['flaky*']",
            m ->
                m.checks =
                    List.of(check("build", Progress.PASSED), check("flaky-e2e", Progress.FAILED))));
    assertThat(
            judge(
                guard,
                "ignored_checks: ['flaky*']",
                m -> {
                  m.rules = rules(List.of(new RequiredCheck("flaky-e2e", 0)), 0);
                  m.checks = List.of(check("flaky-e2e", Progress.FAILED));
                }))
        .isInstanceOf(Verdict.Block.class);
    // Where nothing else ran, nothing has said that it is well.
    waits(
        judge(
            guard,
            "ignored_checks: ['flaky*']",
            m -> m.checks = List.of(check("flaky-e2e", Progress.PASSED))),
        "none has run");
  }

  @Test
  void M17_aLabelThatAllowsIsWantedAndOneThatHoldsWins() {
    String allowed = "labels: [automerge, ship it]";
    waits(judge(new AllowLabelGuard(), allowed, m -> {}), "the label `automerge` or `ship it`");
    passes(judge(new AllowLabelGuard(), allowed, m -> m.labels = Set.of("Ship It")));
    Candidate both =
        with(
            m -> {
              m.demands = demands(allowed);
              m.labels = Set.of("automerge", "hold");
            });
    passes(new AllowLabelGuard().judge(both));
    waits(new LabelGuard().judge(both), "the label `hold`");
  }

  @Test
  void M16_aTitleOfAnotherFormWaits() {
    TitleFormGuard guard = new TitleFormGuard();
    String forms = "titles: ['feat: *', 'fix: *']";
    waits(judge(guard, forms, m -> m.title = "Light"), "does not fit");
    passes(judge(guard, forms, m -> m.title = "Fix: light"));
  }

  @Test
  void onlyPeopleWhomTheSettingsNameWhereTheyNameAny() {
    AuthorGuard guard = new AuthorGuard();
    assertThat(judge(guard, "authors: [grace]", m -> m.author = person(Access.WRITE)))
        .isInstanceOfSatisfying(
            Verdict.Block.class, block -> assertThat(block.change()).contains("`guards.authors`"));
    passes(judge(guard, "authors: [Ada]", m -> m.author = person(Access.WRITE)));
    assertThat(judge(guard, "authors: [ada]", m -> m.author = person(Access.READ)))
        .isInstanceOf(Verdict.Block.class);
    // The task's agent is not meant.
    passes(judge(guard, "authors: [grace]", m -> {}));
  }

  @Test
  void M31_conversationsCountWhereTheSettingsWantThem() {
    waits(
        judge(new ThreadsGuard(), "threads_resolved: true", m -> m.threads = 2), "2 conversations");
    passes(judge(new ThreadsGuard(), "threads_resolved: true", m -> m.threads = 0));
    passes(judge(new ThreadsGuard(), "threads_resolved: false", m -> m.threads = 2));
  }

  @Test
  void aQuietTimeIsWaitedFor() {
    QuietGuard guard = new QuietGuard();
    Instant changed = NOW.minus(Duration.ofMinutes(9));
    assertThat(
            waits(judge(guard, "quiet_minutes: 10", m -> m.headSince = changed), "left alone")
                .until())
        .isEqualTo(changed.plus(Duration.ofMinutes(10)));
    passes(judge(guard, "quiet_minutes: 9", m -> m.headSince = changed));
    passes(
        judge(
            guard,
            "quiet_minutes: 10",
            m -> {
              m.headSince = changed;
              m.draft = true;
            }));
    assertThat(
            waits(judge(guard, "quiet_minutes: 10", m -> m.headSince = null), "last changed")
                .until())
        .isNotNull();
  }

  @Test
  void M41_noMoreMergesAnHourThanAllowed() {
    PaceGuard guard = new PaceGuard();
    Instant first = NOW.minus(Duration.ofMinutes(50));
    Instant second = NOW.minus(Duration.ofMinutes(10));
    Candidate.Pace two = new Candidate.Pace(List.of(first, second), 0, null, null);
    Verdict.Wait full = waits(judge(guard, "per_hour: 2", m -> m.pace = two), "2 merges");
    assertThat(full.until()).isEqualTo(first.plus(Duration.ofHours(1)));
    passes(judge(guard, "per_hour: 3", m -> m.pace = two));
    // One too many, as after the settings were changed: two must leave the hour.
    assertThat(waits(judge(guard, "per_hour: 1", m -> m.pace = two), "no more").until())
        .isEqualTo(second.plus(Duration.ofHours(1)));
    // What is to be merged before it counts as well.
    waits(
        judge(guard, "per_hour: 1", m -> m.pace = new Candidate.Pace(List.of(), 1, null, null)),
        "no more");
    waits(
        judge(
            guard, "per_hour: 2", m -> m.pace = new Candidate.Pace(List.of(first), 1, null, null)),
        "2 merges");
    passes(judge(guard, "per_hour: 0", m -> m.pace = two));
  }

  @Test
  void M40_aFreezeOfTheSettingsWaitsForItsEnd() {
    FreezeGuard guard = new FreezeGuard();
    String once =
        "freezes:\n- {reason: Christmas, from: '%s', to: '%s', except: [hotfix]}"
            .formatted(local(NOW.minusSeconds(60)), local(NOW.plus(Duration.ofDays(2))));
    Verdict.Wait frozen = waits(judge(guard, once, m -> {}), "the freeze `Christmas`");
    assertThat(frozen.until()).isEqualTo(NOW.plus(Duration.ofDays(2)));
    assertThat(frozen.change()).contains("hotfix");
    passes(judge(guard, once, m -> m.labels = Set.of("hotfix")));
    // The one that lasts longest is told.
    String longer =
        once
            + "\n- {reason: move, from: '%s', to: '%s'}"
                .formatted(local(NOW.minusSeconds(60)), local(NOW.plus(Duration.ofDays(3))));
    waits(judge(guard, longer, m -> m.labels = Set.of("hotfix")), "the freeze `move`");
    waits(judge(guard, longer, m -> {}), "the freeze `move`");
  }

  @Test
  void M40_aFreezeThatSomebodyBeganWaitsForSomebody() {
    FreezeGuard guard = new FreezeGuard();
    Candidate.Hold hold = new Candidate.Hold(true, "ada", "the release", null);
    assertThat(waits(guard.judge(with(m -> m.freeze = hold)), "the release").until()).isNull();
    String except = "freezes:\n- {reason: night, from: '00:00', to: '00:01', except: [hotfix]}";
    passes(
        judge(
            guard,
            except,
            m -> {
              m.freeze = hold;
              m.labels = Set.of("hotfix");
            }));
  }

  /** The claim of the merge is told when the next freeze begins. */
  @Test
  void M40_theNextFreezeIsKnownBeforeItBegins() {
    String next =
        "freezes:\n- {reason: move, from: '%s', to: '%s', except: [hotfix]}"
            .formatted(local(NOW.plusSeconds(60)), local(NOW.plusSeconds(120)));
    assertThat(with(m -> m.demands = demands(next)).frozenFrom()).isEqualTo(NOW.plusSeconds(60));
    String sooner =
        next
            + "\n- {reason: fair, from: '%s', to: '%s'}"
                .formatted(local(NOW.plusSeconds(30)), local(NOW.plusSeconds(40)));
    assertThat(with(m -> m.demands = demands(sooner)).frozenFrom()).isEqualTo(NOW.plusSeconds(30));
    assertThat(
            with(m -> {
                  m.demands = demands(next);
                  m.labels = Set.of("hotfix");
                })
                .frozenFrom())
        .isNull();
  }

  private static String local(Instant instant) {
    return instant.toString().replace("Z", "");
  }
}
