package dev.pawl.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** This process, and what it has done so far. */
@ApplicationScoped
public class Replica {
  private final UUID id = UUID.randomUUID();
  private final LongAdder steps = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();

  public UUID id() {
    return id;
  }

  public void stepped() {
    steps.increment();
  }

  public void failed() {
    failures.increment();
  }

  public void buried() {
    deadLetters.increment();
  }

  public long steps() {
    return steps.sum();
  }

  public long failures() {
    return failures.sum();
  }

  public long deadLetters() {
    return deadLetters.sum();
  }
}
