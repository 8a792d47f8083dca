package dev.pawl.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs things when the world's clock reaches a moment; an advanced clock makes them due at once.
 */
public final class Timers implements AutoCloseable {
  private record Timer(Instant due, long order, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final WorldClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final Thread thread;
  private long orders;
  private boolean closed;

  public Timers(WorldClock clock) {
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("sandbox-timers").start(this::run);
  }

  public void after(Duration duration, Runnable task) {
    lock.lock();
    try {
      timers.add(new Timer(clock.now().plus(duration), orders++, task));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** To be called when the clock was advanced or its speed changed. */
  public void clockChanged() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      timers.clear();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (true) {
      Runnable task;
      lock.lock();
      try {
        while (true) {
          if (closed) return;
          Timer first = timers.peek();
          if (first == null) {
            changed.await();
            continue;
          }
          long nanos = (long) (Duration.between(clock.now(), first.due).toNanos() / clock.speed());
          if (nanos <= 0) {
            timers.remove();
            task = first.task;
            break;
          }
          var unused = changed.await(nanos, TimeUnit.NANOSECONDS);
        }
      } catch (InterruptedException e) {
        return;
      } finally {
        lock.unlock();
      }
      Thread.startVirtualThread(task);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
