package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two replicas share 200 deliveries of five repositories, each sent twice to whichever; then one is
 * killed while it works. Once with wake-ups within each process, once over a real Kafka.
 */
@Timeout(300)
class SharedWorkTest extends SystemStory {
  private static final int REPOSITORIES = 5;
  private static final int EACH = 40;
  private static final int LEASE_SECONDS = 3;

  /** A delivery as GitHub has it, sent by hand. */
  private record Sent(UUID guid, String payload) {}

  @Test
  void twoReplicasShareTheWorkAndOneDies() throws ExecutionException, InterruptedException {
    share(pawl(), () -> {});
  }

  @Test
  void twoReplicasShareTheWorkOverKafkaWhichDiesAsWell()
      throws ExecutionException, InterruptedException, IOException {
    int port = PawlProcess.freePort();
    int controller = PawlProcess.freePort();
    try (Broker broker = new Broker(port, controller)) {
      share(
          pawl().with("pawl.kafka.bootstrap-servers", "127.0.0.1:" + port),
          broker::restartForAWhile);
      eventually(() -> broker.records() > broker.before());
    }
  }

  private void share(PawlProcess.Start start, Runnable halfway)
      throws ExecutionException, InterruptedException {
    // What was never delivered by GitHub is sent by hand here, not found by the ledger.
    List<PawlProcess> replicas = runTogether(start.with("pawl.ledger.interval", "100h"), 2);
    PawlProcess one = replicas.getFirst();
    PawlProcess two = replicas.getLast();
    List<String> repositories = new ArrayList<>();
    for (int i = 0; i < REPOSITORIES; i++) {
      repositories.add(repositoryWithGoal("shared-" + i));
    }
    deliverTo(one);
    github.install("acme");
    for (String repository : repositories) {
      eventually(() -> issues(repository).size() == 1);
    }
    settled();
    eventually(() -> count("select count(*) from gap_scan where ended_at is not null") == 1);
    traceLanes();
    github.webhook(null, SandboxResource.SECRET);
    Map<String, List<Sent>> deliveries = new TreeMap<>();
    for (String repository : repositories) {
      deliveries.put(repository, missed(repository));
    }

    AtomicBoolean alone = new AtomicBoolean();
    send(deliveries, 0, EACH / 2, one, two, alone);
    halfway.run();
    Thread killing =
        Thread.startVirtualThread(
            () -> {
              eventually(() -> traced() > EACH * REPOSITORIES / 2 + 20);
              alone.set(true);
              two.kill();
            });
    send(deliveries, EACH / 2, EACH, one, two, alone);
    killing.join();
    long killed = System.nanoTime();
    eventually(() -> count("select count(*) from delivery where state = 'pending'") == 0);
    assertThat((System.nanoTime() - killed) / 1e9)
        .as("seconds until the other has taken over")
        .isLessThan(LEASE_SECONDS + 3);
    settled();

    assertThat(
            count("select count(*) from delivery where event = 'issues' and state = 'projected'"))
        .isGreaterThanOrEqualTo(REPOSITORIES * EACH);
    noOverlap();
    for (String repository : repositories) {
      inOrder(repository, deliveries.get(repository));
      assertThat(written("/repos/" + repository + "/issues")).isOne();
    }
  }

  /** Each repository has a sender of its own, that sends the next when the last is answered. */
  private void send(
      Map<String, List<Sent>> deliveries,
      int from,
      int to,
      PawlProcess one,
      PawlProcess two,
      AtomicBoolean alone)
      throws ExecutionException, InterruptedException {
    List<Future<?>> senders = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Sent> sent : deliveries.values()) {
        Random random = new Random(from);
        senders.add(
            threads.submit(
                () -> {
                  for (Sent delivery : sent.subList(from, to)) {
                    boolean first = random.nextBoolean();
                    twice(delivery, first ? one : two, first ? two : one, one, alone);
                  }
                }));
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private static void twice(
      Sent delivery, PawlProcess first, PawlProcess second, PawlProcess left, AtomicBoolean alone) {
    for (PawlProcess target : List.of(first, second)) {
      int status = 0;
      // GitHub would not, but the ledger would: whatever was not acknowledged is sent anew.
      while (status != 202) {
        PawlProcess to = alone.get() ? left : target;
        try {
          status =
              new Webhook(to.webhook(), SandboxResource.SECRET)
                  .send("issues", delivery.guid(), delivery.payload());
        } catch (RuntimeException | AssertionError died) {
          status = 0;
        }
      }
    }
  }

  /** Issues that people open, of which nobody was told. */
  private List<Sent> missed(String repository) {
    for (int i = 0; i < EACH; i++) {
      github.openIssue(repository, "acme", "question " + i, "");
    }
    String name = repository.split("/")[1];
    eventually(() -> github.deliveriesSettled());
    return github.deliveries("issues", "opened").stream()
        .filter(one -> one.path("payload").path("repository").path("name").asText().equals(name))
        .filter(
            one -> one.path("payload").path("issue").path("title").asText().startsWith("question"))
        .sorted(Comparator.comparingInt(SharedWorkTest::number))
        .map(
            one ->
                new Sent(
                    UUID.fromString(one.path("guid").asText()), one.path("payload").toString()))
        .toList();
  }

  private static int number(JsonNode delivery) {
    return delivery.path("payload").path("issue").path("number").asInt();
  }

  /** The database itself writes down who projected what, in the order of the lane's lock. */
  private void traceLanes() {
    execute(
        """
        create table trace (n bigint generated always as identity, guid uuid, lane text, fencing bigint,
          holder uuid, at timestamptz default clock_timestamp());
        create function trace() returns trigger language plpgsql as $$
        begin
          insert into trace (guid, lane, fencing, holder)
          select new.guid, l.name, l.fencing, l.held_by from lane l where l.name = new.lane;
          return new;
        end $$;
        create trigger trace after update on delivery for each row
          when (old.state = 'pending' and new.state <> 'pending') execute function trace();
        create table told (n bigint generated always as identity, repository_id bigint, number integer);
        create function told() returns trigger language plpgsql as $$
        begin
          insert into told (repository_id, number) values (new.repository_id, new.number);
          return new;
        end $$;
        create trigger told after insert on mirror_issue for each row
          when (new.title like 'question %') execute function told();
        """);
  }

  private long traced() {
    return count("select count(*) from trace");
  }

  /** Within a lane the fencing numbers only grow: no two workers ever took turns. */
  private void noOverlap() {
    assertThat(
            count(
                """
                select count(*) from (
                  select fencing, lag(fencing) over (partition by lane order by n) as before from trace
                ) t where fencing < before
                """))
        .isZero();
    assertThat(count("select count(distinct holder) from trace"))
        .as("both have worked")
        .isEqualTo(2);
    assertThat(count("select count(*) - count(distinct guid) from trace")).isZero();
  }

  private void inOrder(String repository, List<Sent> sent) {
    String name = repository.split("/")[1];
    List<String> done =
        texts(
            "select t.guid::text from trace t join mirror_repository r on t.lane = 'repo:' || r.id"
                + " where r.name = '"
                + name
                + "'");
    assertThat(done)
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(one -> one.guid().toString()).toList());
    // They were sent in the order of their numbers; several may have come into the mirror in one
    // transaction, and there, too, one after the other.
    List<Integer> order =
        texts(
                "select t.number::text from told t join mirror_repository r on t.repository_id = r.id"
                    + " where r.name = '"
                    + name
                    + "' order by t.n")
            .stream()
            .map(Integer::valueOf)
            .toList();
    assertThat(order).hasSize(sent.size()).isSorted();
  }

  /** A broker in KRaft mode that can be restarted over its data. */
  private static final class Broker implements AutoCloseable {
    private static final String CLUSTER = "cGF3bC10ZXN0cy1rYWZrYQ";
    private final int port;
    private final int controller;
    private final Path data;
    private volatile EmbeddedKafkaBroker broker;
    private volatile long before;

    Broker(int port, int controller) throws IOException {
      this.data = Files.createTempDirectory("pawl-kafka");
      this.port = port;
      this.controller = controller;
      broker = start();
    }

    private EmbeddedKafkaBroker start() {
      return new EmbeddedKafkaBroker()
          .withKafkaPort(port)
          .withControllerPort(controller)
          .withKafkaHost("127.0.0.1")
          .withDeleteLogDirsOnClose(false)
          .withClusterId(CLUSTER)
          .withAdditionalProperties(
              properties -> {
                properties.put("auto.create.topics.enable", "false");
                properties.put("log.dirs", data.toString());
              })
          .start();
    }

    /** Dies, and comes back over its data a little later. */
    void restartForAWhile() {
      before = records();
      assertThat(before).as("wake-ups went over Kafka").isPositive();
      broker.close();
      CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(() -> broker = start());
    }

    /** How many wake-ups it had taken when it died. */
    long before() {
      return before;
    }

    /** How many wake-ups it has taken. */
    long records() {
      return KafkaRecords.count("127.0.0.1:" + port, "pawl-lanes");
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
