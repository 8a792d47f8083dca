package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository's file over its owner's: what holds, where it comes from, and which is newer. */
class SettingsMergeTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String BASE =
      """
      merge:
        method: rebase
        wip: [later]
        max_files: 7
      agent:
        use: [lamp]
        profiles:
          lamp: {start: label, word: light, slots: 2}
      """;
  private static final String OWN =
      """
      merge:
        max_files: 9
        wip: [now]
      agent:
        profiles:
          lamp:
            slots: 5
      """;

  private static Settings good(String text, String base) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text, base)).settings();
  }

  @Test
  void C10_mapsAreMergedAndAllElseIsReplaced() {
    Settings settings = good(OWN, BASE);
    assertThat(settings.merge().method()).isEqualTo(Settings.Method.REBASE);
    assertThat(settings.merge().maxFiles()).isEqualTo(9);
    assertThat(settings.merge().wip()).containsExactly("now");
    assertThat(settings.merge().maxLines()).isEqualTo(Settings.DEFAULTS.merge().maxLines());
    assertThat(settings.agent().use()).containsExactly("lamp");
    Settings.Profile lamp = settings.agent().profile("lamp").orElseThrow();
    assertThat(lamp.slots()).isEqualTo(5);
    assertThat(lamp.word()).isEqualTo("light");
    assertThat(good("", BASE)).isEqualTo(good(BASE, ""));
    assertThat(good("merge:\n", BASE)).isEqualTo(good(BASE, ""));
    assertThat(good(BASE, BASE)).isEqualTo(good(BASE, ""));
    assertThat(good("", "")).isEqualTo(Settings.DEFAULTS);
  }

  @Test
  void C10_eachValueSaysWhereItComesFrom() {
    Map<String, String> origins =
        SettingsOrigins.of(good(OWN, BASE), OWN, BASE).stream()
            .collect(
                Collectors.toMap(
                    SettingsOrigins.Origin::key,
                    origin -> origin.from() + ":" + origin.line() + " " + origin.value()));
    assertThat(origins)
        .containsEntry("merge.method", "OWNER:2 rebase")
        .containsEntry("merge.max_files", "REPOSITORY:2 9")
        .containsEntry("merge.wip", "REPOSITORY:3 [now]")
        .containsEntry("merge.max_lines", "DEFAULT:0 5000")
        .containsEntry("agent.profiles.lamp.slots", "REPOSITORY:7 5")
        .containsEntry("agent.profiles.lamp.word", "OWNER:8 light")
        .containsEntry("agent.profiles.lamp.nudges", "DEFAULT:0 1")
        .containsEntry("agent.assignee", "DEFAULT:0 ");
  }

  @Test
  void C7_whatChangesIsNamedWithBoth() {
    assertThat(FlatSettings.changes(good("", ""), good(OWN, BASE)))
        .extracting(change -> change.key() + ": " + change.from() + " > " + change.to())
        .contains(
            "merge.method: squash > rebase",
            "merge.max_files: 100 > 9",
            "agent.use: [] > [lamp]",
            "agent.profiles.lamp.slots:  > 5")
        .noneMatch(line -> line.startsWith("planning"));
    assertThat(FlatSettings.changes(good(OWN, BASE), good(OWN, BASE))).isEmpty();
    String lens = "reviews: {lenses: [{name: docks, task: %s}]}";
    assertThat(FlatSettings.changes(good(lens.formatted("A"), ""), good(lens.formatted("B"), "")))
        .containsExactly(
            new FlatSettings.Change("reviews.lenses", "[docks]", "[docks], other details"));
  }

  /** What is stored stays unless what comes is newer, whatever the order in which it is stored. */
  @ParameterizedTest
  @CsvSource({
    // pushed and asked of what is stored; of what comes; which one holds then
    "10, 20, 11, 19, new",
    "11, 19, 10, 20, old",
    "10, 20, 10, 21, new",
    "10, 20, 10, 19, old",
    "10, 20, , 21, new",
    "10, 20, , 19, old",
  })
  void C10_theNewerReadingHoldsInWhateverOrder(
      int pushed, int asked, Integer nextPushed, int nextAsked, String holds) {
    OwnerSettings row = new OwnerSettings();
    row.load(found(1L, pushed, "old", "merge: {max_files: 1}", asked));
    assertThat(row.told).as("the first one is told of").isFalse();
    row.told = true;
    row.load(
        nextPushed == null
            ? OwnerSettings.Found.nothing(NOW.plusSeconds(nextAsked))
            : found(1L, nextPushed, "new", "merge: {max_files: 2}", nextAsked));
    String blob = nextPushed == null && holds.equals("new") ? "" : holds;
    assertThat(row.blob).isEqualTo(blob);
    assertThat(row.told).isEqualTo(holds.equals("old"));
  }

  private static OwnerSettings.Found found(
      Long repository, int pushed, String blob, String text, int asked) {
    return new OwnerSettings.Found(
        repository, "main", NOW.plusSeconds(pushed), blob, text, NOW.plusSeconds(asked));
  }

  private static OwnerSettings owner(String... texts) {
    OwnerSettings row = new OwnerSettings();
    row.owner = "acme";
    for (int at = 0; at < texts.length; at++) {
      row.load(found(1L, at, texts[at].isEmpty() ? "" : "base" + at, texts[at], at));
    }
    return row;
  }

  private static RepositorySettings taken(OwnerSettings base, String... texts) {
    RepositorySettings row = new RepositorySettings();
    for (int at = 0; at < texts.length; at++) {
      row.load("blob" + at, texts[at], base, NOW);
    }
    return row;
  }

  @Test
  void C10_aMistakeInTheBaseLeavesTheLastGoodOneInForceAndIsShown() {
    RepositorySettings row = taken(owner(BASE), OWN);
    OwnerSettings broken = owner(BASE, "merge:\n  methd: merge\n");
    assertThat(row.isBehind(broken)).isTrue();
    row.rebase(broken, "sha", NOW);
    assertThat(row.isBehind(broken)).isFalse();
    RepositorySettings.InForce force = RepositorySettings.inForce(row);
    assertThat(force.settings()).isEqualTo(good(OWN, BASE));
    assertThat(force.unsettled()).isNull();
    assertThat(force.mistakes())
        .singleElement()
        .asString()
        .startsWith("acme/.github: `merge.methd` (line 2, column 3): there is no such key");
    assertThat(row.ownMistakes()).isEmpty();
  }

  /** The defaults may allow more than the text that nobody understands. */
  @Test
  void C10_aBaseThatWasNeverUnderstoodLetsNothingBeMerged() {
    RepositorySettings row = taken(owner("merge: 7"), OWN.replace("slots: 5", "start: label"));
    assertThat(RepositorySettings.inForce(taken(owner("merge: 7"), "")).unsettled()).isNotNull();
    assertThat(RepositorySettings.inForce(taken(owner("", "merge: 7"), "")).unsettled()).isNull();
    assertThat(row.baseUnsettled).isTrue();
  }

  /** Together they may be wrong though each is right; mended on either side they hold again. */
  @Test
  void C10_whatDoesNotGoTogetherLeavesWhatHeld() {
    OwnerSettings first = owner("planning: {queue: tasks}");
    RepositorySettings row = taken(first, "planning: {goal: docs/goal.md}");
    OwnerSettings second = owner("planning: {queue: tasks}", "planning: {queue: docs}");
    row.rebase(second, "sha", NOW);
    assertThat(RepositorySettings.inForce(row).settings().planning().queue()).isEqualTo("tasks");
    assertThat(RepositorySettings.inForce(row).mistakes()).isNotEmpty();
    assertThat(row.isBehind(second)).as("it was looked at").isFalse();

    OwnerSettings third = owner("", "planning: {queue: docs}", "planning: {queue: jobs}");
    row.rebase(third, "mended", NOW);
    assertThat(row.mendedHead).isEqualTo("mended");
    assertThat(RepositorySettings.inForce(row).settings().planning().queue()).isEqualTo("jobs");
    assertThat(RepositorySettings.inForce(row).mistakes()).isEmpty();
  }

  /** Who tightens the owner's settings is not held up by a slip of the pen in one repository. */
  @Test
  void C10_theOwnersChangeReachesARepositoryWhoseOwnFileIsBroken() {
    RepositorySettings row = taken(owner("merge: {max_files: 50}"), "loop: {max_in_flight: 2}");
    row.load("broken", "loop: {max_in_flght: 3}", owner("merge: {max_files: 50}"), NOW);
    row.rebase(owner("merge: {max_files: 50}", "merge: {max_files: 3}"), "sha", NOW);
    RepositorySettings.InForce force = RepositorySettings.inForce(row);
    assertThat(force.settings().merge().maxFiles()).isEqualTo(3);
    assertThat(force.settings().loop().maxInFlight()).isEqualTo(2);
    assertThat(force.mistakes()).singleElement().asString().contains("loop.max_in_flght");
    assertThat(row.ownMistakes()).extracting(SettingsMistake::line).isEqualTo(List.of(1));
  }
}
