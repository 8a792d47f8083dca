package dev.pawl.lane;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** This process, and what it has done so far. */
@ApplicationScoped
class Replica {
  private final UUID id = UUID.randomUUID();
  private final LongAdder steps = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();

  UUID id() {
    return id;
  }

  void stepped() {
    steps.increment();
  }

  void failed() {
    failures.increment();
  }

  void buried() {
    deadLetters.increment();
  }

  long steps() {
    return steps.sum();
  }

  long failures() {
    return failures.sum();
  }

  long deadLetters() {
    return deadLetters.sum();
  }
}
