package dev.pawl.lane;

import dev.pawl.testing.Story;
import dev.pawl.webhook.WakeUps;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is woken at the same instant is worked on at once, and does not wait for the next sweep. */
@QuarkusTest
class WakeUpsStoryTest extends Story {
  private static final int LANES = 200;
  private static final String THESE = "name like 'repo:-7___'";

  @Inject WakeUps wakeUps;

  @AfterEach
  void tidy() {
    database().execute("delete from lane where " + THESE);
  }

  @Test
  void noneOfManyAtOnceIsDropped() throws InterruptedException {
    CountDownLatch together = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < LANES; i++) {
        String lane = "repo:-" + (7000 + i);
        threads.submit(
            () -> {
              together.await();
              wakeUps.wake(lane);
              return lane;
            });
      }
      together.countDown();
    }
    // The sweep would find none of them: nothing is pending there. A claim makes the lane's row.
    eventually(
        () ->
            count("select count(*) as n from lane where " + THESE + " and held_by is null")
                == LANES);
  }
}
