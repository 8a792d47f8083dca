package dev.pawl.sandbox.hook;

import dev.pawl.sandbox.shape.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Every attempt, by id. Beside a data directory it lasts in a file of JSON lines, of which the last
 * line of an id counts.
 */
public final class DeliveryLog {
  /** Payloads are some 12 KB each, so this is a quarter of a gigabyte at most. */
  private static final int MOST = 20_000;

  private final ConcurrentNavigableMap<Long, Delivery> deliveries = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong(500_000);
  private final AtomicLong size = new AtomicLong();
  private final @Nullable Path file;

  public DeliveryLog(@Nullable Path file) {
    this.file = file;
    if (file == null || !Files.exists(file)) return;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.endsWith("}")) continue; // cut off by a crash
        keep(Json.MAPPER.readValue(line, Delivery.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!deliveries.isEmpty()) lastId.set(deliveries.lastKey());
  }

  long nextId() {
    return lastId.incrementAndGet();
  }

  void put(Delivery delivery) {
    keep(delivery);
    if (file == null || delivery.deliveredAt() == null) return;
    synchronized (this) {
      try {
        Files.writeString(
            file,
            Json.text(Json.value(delivery)) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void keep(Delivery delivery) {
    if (deliveries.put(delivery.id(), delivery) == null && size.incrementAndGet() > MOST) {
      deliveries.pollFirstEntry();
      size.decrementAndGet();
    }
  }

  public List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  /** Newest first. */
  public Iterable<Delivery> newestFirst() {
    return deliveries.descendingMap().values();
  }

  public @Nullable Delivery get(long id) {
    return deliveries.get(id);
  }

  /** The newest attempt of a GUID. */
  public @Nullable Delivery newest(String guid) {
    for (Delivery delivery : newestFirst()) if (delivery.guid().equals(guid)) return delivery;
    return null;
  }

  public void clear() {
    deliveries.clear();
    size.set(0);
    try {
      if (file != null) Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
