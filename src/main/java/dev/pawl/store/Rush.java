package dev.pawl.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether deliveries come so fast that everything else must take turns: GitHub gives up after ten
 * seconds and does not ask again, while the lanes lose nothing by waiting.
 */
@ApplicationScoped
public class Rush {
  private static final long WINDOW = Duration.ofMillis(100).toNanos();

  /** In one window: a thousand deliveries a second. */
  private static final int MANY = 100;

  private final AtomicInteger arrived = new AtomicInteger();
  private volatile long begun = System.nanoTime();
  private volatile int before;

  /** A delivery has come. */
  public void arrived() {
    turn();
    arrived.incrementAndGet();
  }

  public boolean on() {
    turn();
    return before >= MANY || arrived.get() >= MANY;
  }

  /** Begins the next window when this one is over; that two threads do it at once does no harm. */
  private void turn() {
    long now = System.nanoTime();
    long age = now - begun;
    if (age > WINDOW) {
      begun = now;
      int last = arrived.getAndSet(0);
      before = age > 2 * WINDOW ? 0 : last;
    }
  }
}
