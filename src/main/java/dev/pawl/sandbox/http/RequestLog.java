package dev.pawl.sandbox.http;

import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Every API request, bounded; doubles are counted here. */
public final class RequestLog {
  private static final int MOST = 200_000;

  /** Bodies longer than this are cut, unless bodies are recorded. */
  private static final int SHORT_BODY = 2_000;

  private static final int LONG_BODY = 1_000_000;

  private final ConcurrentNavigableMap<Long, LoggedRequest> requests =
      new ConcurrentSkipListMap<>();
  private final AtomicLong lastSequence = new AtomicLong();
  private final AtomicLong size = new AtomicLong();
  private volatile boolean bodies;

  public void recordBodies(boolean whole) {
    bodies = whole;
  }

  boolean recordsBodies() {
    return bodies;
  }

  String bounded(String body) {
    int most = bodies ? LONG_BODY : SHORT_BODY;
    return body.length() <= most ? body : body.substring(0, most);
  }

  long nextSequence() {
    return lastSequence.incrementAndGet();
  }

  void put(LoggedRequest request) {
    requests.put(request.sequence(), request);
    if (size.incrementAndGet() > MOST && requests.pollFirstEntry() != null) size.decrementAndGet();
  }

  void change(long sequence, UnaryOperator<LoggedRequest> change) {
    requests.computeIfPresent(sequence, (key, request) -> change.apply(request));
  }

  public List<LoggedRequest> matching(Pattern method, Pattern path) {
    return requests.values().stream()
        .filter(r -> method.matcher(r.method()).matches() && path.matcher(r.path()).matches())
        .toList();
  }

  public List<LoggedRequest> newest(int most) {
    return requests.descendingMap().values().stream().limit(most).toList();
  }

  public void clear() {
    requests.clear();
    size.set(0);
  }
}
