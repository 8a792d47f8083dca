package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A rush is a hundred deliveries within a tenth of a second. */
class RushTest {
  private static Rush after(int deliveries) {
    Rush rush = new Rush();
    for (int i = 0; i < deliveries; i++) {
      rush.arrived();
    }
    return rush;
  }

  @Test
  void aFewDeliveriesAreNone() {
    assertThat(new Rush().on()).isFalse();
    assertThat(after(99).on()).isFalse();
  }

  @Test
  void manyAtOnceAre() {
    assertThat(after(1_000).on()).isTrue();
  }

  @Test
  void itIsOverSoonAfterTheLastOfThem() {
    Rush rush = after(1_000);
    await().atMost(Duration.ofSeconds(5)).until(() -> !rush.on());
    assertThat(rush.on()).isFalse();
  }
}
