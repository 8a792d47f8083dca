package dev.pawl.merge;

import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every guard that a merge must pass: Pawl's own in their order, then those that an operator added
 * as beans, by name. An added one can only forbid.
 */
@ApplicationScoped
public class MergeGuards {
  private final List<Guard> inOrder;

  MergeGuards(Instance<Guard> added) {
    List<Guard> guards = new ArrayList<>(Guards.IN_ORDER);
    added.stream().sorted(Comparator.comparing(Guard::name)).forEach(guards::add);
    this.inOrder = List.copyOf(guards);
  }

  public List<Guard> inOrder() {
    return inOrder;
  }
}
