package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VersionTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-01T00:00:01Z");

  @Test
  void comparesWhatArrivesWithWhatIsStored() {
    assertThat(Version.of(LATE, EARLY)).isEqualTo(Version.NEWER);
    assertThat(Version.of(EARLY, LATE)).isEqualTo(Version.OLDER);
    assertThat(Version.of(EARLY, EARLY)).isEqualTo(Version.SAME_TIME);
    assertThat(Version.of(EARLY, null)).isEqualTo(Version.NEWER);
    assertThat(Version.of(null, EARLY)).isEqualTo(Version.SAME_TIME);
  }

  @Test
  void readsBothFormsOfTimeAndBearsTheRest() {
    assertThat(Version.time(TextNode.valueOf("2026-01-01T00:00:00Z"))).isEqualTo(EARLY);
    assertThat(Version.time(IntNode.valueOf(5))).isEqualTo(Instant.ofEpochSecond(5));
    assertThat(Version.time(TextNode.valueOf("yesterday"))).isNull();
    assertThat(Version.time(NullNode.getInstance())).isNull();
  }
}
