package dev.pawl.mirror;

import dev.pawl.store.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
public class RepositoryRefresh {
  public sealed interface Outcome {
    record Fresh() implements Outcome {}

    record Unknown() implements Outcome {}

    record Later(Instant until, String reason) implements Outcome {}
  }

  public Outcome refresh(Lease lease, long repository) {
    return new Outcome.Fresh();
  }
}
