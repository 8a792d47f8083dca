package dev.pawl.lane;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Ten workers that all want the same lane, again and again. */
@ApplicationScoped
public class ManyWorkers {
  private static final int WORKERS = 10;

  private final LaneWorker worker;

  ManyWorkers(LaneWorker worker) {
    this.worker = worker;
  }

  /** Returns when the time is over and all of them have ended. */
  public void work(String lane, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WORKERS; i++) {
        threads.submit(
            () -> {
              while (System.nanoTime() < end) {
                worker.work(lane);
              }
            });
      }
    }
  }
}
