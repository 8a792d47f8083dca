package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkerTest {
  @Test
  void isFoundAgainAndTheLastOneCounts() {
    assertThat(Marker.in("text\n\n" + Marker.of("gap-analysis:7:abc:none")))
        .contains("gap-analysis:7:abc:none");
    assertThat(Marker.in(Marker.of("a") + Marker.of("b"))).contains("b");
    assertThat(Marker.in("<!-- pawl:effect= -->")).isEmpty();
    assertThat(Marker.in("")).isEmpty();
  }
}
