package dev.pawl.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub could not deliver is sent by hand, each twice, to whichever replica is drawn for it,
 * the second time anew. Every repository has a sender of its own, that sends the next when the last
 * was answered.
 */
final class SentTwice {
  /** A delivery as GitHub has it. */
  record Sent(UUID guid, String event, String payload) {
    static Sent of(JsonNode delivery) {
      return new Sent(
          UUID.fromString(delivery.path("guid").asText()),
          delivery.path("event").asText(),
          delivery.path("payload").toString());
    }
  }

  /**
   * What one repository has to be told.
   *
   * @param first the place of its first delivery among those of all
   */
  private record Queue(int first, List<Sent> sent, Random draw) {
    List<Sent> between(int from, int to) {
      return sent.subList(place(from), place(to));
    }

    private int place(int wanted) {
      return Math.clamp((long) wanted - first, 0, sent.size());
    }
  }

  private final Map<PawlProcess, Webhook> replicas = new LinkedHashMap<>();
  private final Map<String, Queue> queues = new LinkedHashMap<>();

  /** The one that is left. */
  private volatile @Nullable PawlProcess left;

  SentTwice(PawlProcess one, PawlProcess two) {
    for (PawlProcess replica : List.of(one, two)) {
      replicas.put(replica, new Webhook(replica.webhook(), SandboxResource.SECRET));
    }
  }

  /** The first of them is sent when others send theirs of that number. */
  void add(String repository, int first, List<Sent> sent, Random draw) {
    queues.put(repository, new Queue(first, sent, draw));
  }

  /** What a sandbox tells of a repository's issues and commits, in the order in which it was. */
  static List<Sent> told(SandboxControl github, String repository) {
    List<JsonNode> told = new ArrayList<>(github.deliveries("issues", "opened"));
    told.addAll(github.deliveries("push"));
    return told.stream()
        .filter(
            one ->
                one.path("payload")
                    .path("repository")
                    .path("full_name")
                    .asText()
                    .equals(repository))
        .sorted(Comparator.comparingLong(one -> one.path("id").asLong()))
        .map(Sent::of)
        .toList();
  }

  List<Sent> of(String repository) {
    return Objects.requireNonNull(queues.get(repository)).sent();
  }

  /** One of them is gone: everything goes to the other. */
  void onlyTo(PawlProcess replica) {
    left = replica;
  }

  /** Sends those of each repository whose places lie between. */
  void send(int from, int to) throws ExecutionException, InterruptedException {
    List<Future<?>> senders = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Queue queue : queues.values()) {
        List<Sent> part = queue.between(from, to);
        senders.add(threads.submit(() -> part.forEach(one -> twice(one, queue.draw()))));
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private void twice(Sent delivery, Random draw) {
    List<PawlProcess> both = List.copyOf(replicas.keySet());
    for (int copy = 0; copy < 2; copy++) {
      PawlProcess drawn = both.get(draw.nextInt(both.size()));
      // GitHub would not, but the ledger would: whatever was not acknowledged is sent anew.
      while (status(delivery, drawn) != 202) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }

  private int status(Sent delivery, PawlProcess drawn) {
    PawlProcess only = left;
    try {
      return Objects.requireNonNull(replicas.get(only == null ? drawn : only))
          .send(delivery.event(), delivery.guid(), delivery.payload());
    } catch (RuntimeException died) {
      return 0;
    }
  }
}
