package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds, whatever stands in the file and whatever Pawl's rules for it are by now. */
class RepositorySettingsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String STRICT = "merge:\n  max_files: 1\n  delete_branch: false\n";
  private static final String WRONG = "merge:\n  max_fils: 1\n";

  private static RepositorySettings taken(String... texts) {
    RepositorySettings row = new RepositorySettings();
    int number = 0;
    for (String text : texts) {
      number++;
      row.load(text.isEmpty() ? "" : "blob" + number, text, NOW);
    }
    return row;
  }

  /** What a version that understood more took, as this one finds it. */
  private static RepositorySettings tightened(RepositorySettings row) {
    row.content = WRONG;
    return row;
  }

  @Test
  void theLastOneWithoutAMistakeHolds() {
    var force = RepositorySettings.inForce(taken(STRICT, WRONG));
    assertThat(force.settings().merge().maxFiles()).isEqualTo(1);
    assertThat(force.unsettled()).isNull();
    assertThat(force.mistakes()).singleElement().asString().contains("merge.max_fils");
  }

  @Test
  void whatWasUnderstoodOnceHoldsAlsoUnderStricterRules() {
    RepositorySettings row = tightened(taken(STRICT));
    var force = RepositorySettings.inForce(row);
    assertThat(force.settings().merge().maxFiles()).isEqualTo(1);
    assertThat(force.settings().merge().deleteBranch()).isFalse();
    assertThat(force.unsettled()).isNull();
    assertThat(force.mistakes()).isNotEmpty();
    assertThat(row.settings()).isEqualTo(force.settings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[", "{\"planning\":{}}"})
  void whatWasKeptAndCannotBeReadIsNotGuessed(String kept) {
    RepositorySettings row = tightened(taken(STRICT));
    row.kept = kept.equals("null") ? null : kept;
    assertThat(RepositorySettings.inForce(row).unsettled()).contains("merge.max_fils");
  }

  @Test
  void whatAnEarlierVersionKeptWithoutAllOfItIsNotGuessed() {
    RepositorySettings row = tightened(taken(STRICT));
    row.kept = Json.write(Settings.DEFAULTS).replace("\"maxFiles\":100,", "");
    assertThat(row.kept).doesNotContain("maxFiles");
    assertThat(RepositorySettings.inForce(row).unsettled()).isNotNull();
  }

  /** The defaults may allow more than the file that nobody understands. */
  @Test
  void whereNoneWasEverUnderstoodNobodyKnowsWhatTheOwnerWants() {
    var force = RepositorySettings.inForce(taken(WRONG));
    assertThat(force.unsettled()).contains(".github/pawl.yml").contains("merge.max_fils");
    assertThat(force.settings()).isEqualTo(Settings.DEFAULTS);
    assertThat(RepositorySettings.inForce(null).unsettled()).isNotNull();
    assertThat(RepositorySettings.inForce(taken(WRONG, STRICT)).unsettled()).isNull();
  }

  @Test
  void noFileMeansTheDefaultsAlsoAfterAMistake() {
    assertThat(RepositorySettings.inForce(taken("")).unsettled()).isNull();
    var force = RepositorySettings.inForce(taken("", WRONG));
    assertThat(force.unsettled()).isNull();
    assertThat(force.settings()).isEqualTo(Settings.DEFAULTS);
    assertThat(force.mistakes()).isNotEmpty();
  }

  /** As rows are that an earlier version wrote: nothing was kept beside the text. */
  @Test
  void rowsOfEarlierVersions() {
    RepositorySettings row = taken(STRICT);
    row.kept = null;
    assertThat(RepositorySettings.inForce(row).settings().merge().maxFiles()).isEqualTo(1);
    assertThat(RepositorySettings.inForce(row).unsettled()).isNull();
    RepositorySettings none = taken("");
    none.kept = null;
    assertThat(RepositorySettings.inForce(none).unsettled()).isNull();
  }
}
