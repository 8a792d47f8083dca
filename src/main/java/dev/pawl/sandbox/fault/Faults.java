package dev.pawl.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pawl.sandbox.shape.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that are dialled in, oldest first; the first that fits happens. */
public final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  /** Seeded, so that a run with percentages can be told again. */
  private final Random random = new Random(20260101);

  private long lastId;

  public synchronized Fault add(JsonNode json) {
    Fault fault = Fault.of(++lastId, json);
    faults.add(fault);
    return fault;
  }

  public synchronized void clear() {
    faults.clear();
  }

  public synchronized boolean remove(long id) {
    return faults.removeIf(fault -> fault.id() == id);
  }

  /** Those that are dialled in, oldest first. */
  public synchronized List<Fault> all() {
    return List.copyOf(faults);
  }

  public synchronized ArrayNode json() {
    return Json.array(faults.stream().map(Fault::json));
  }

  public @Nullable Fault forCall(String method, String path, String body) {
    return take(
        fault ->
            fault.kind().ofCalls()
                && fault.method().matcher(method).matches()
                && fault.path().matcher(path).matches()
                && fault.body().matcher(body).find());
  }

  public @Nullable Fault forDelivery(String event, @Nullable String action) {
    return take(
        fault ->
            fault.kind().ofDeliveries()
                && (fault.event().matcher(event).matches()
                    || (action != null && fault.event().matcher(event + "." + action).matches())));
  }

  public @Nullable Fault forNewIssue() {
    return take(fault -> fault.kind() == FaultKind.LAG);
  }

  private synchronized @Nullable Fault take(Predicate<Fault> fits) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (!fits.test(fault)) continue;
      if (fault.percent() < 100 && random.nextInt(100) >= fault.percent()) continue;
      if (fault.times() == 1) faults.remove(i);
      else if (fault.times() > 1) faults.set(i, fault.oneLess());
      return fault;
    }
    return null;
  }
}
