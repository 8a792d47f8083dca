package dev.pawl.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffProperties {
  @Property
  void doublesWithinBoundsAndIsSpread(@ForAll @IntRange(min = 1, max = 1000) int failures) {
    Duration rest = Backoff.after(failures, RandomGenerator.getDefault());
    Duration full = Duration.ofSeconds(failures > 8 ? 300 : Math.min(300, 2L << (failures - 1)));

    assertThat(rest).isBetween(full.dividedBy(2), full);
  }
}
