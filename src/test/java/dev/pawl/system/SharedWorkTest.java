package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two replicas share 200 deliveries of five repositories, each sent twice to whichever, while lanes
 * are taken out of their hands all the time; then one is killed while it works. Once with wake-ups
 * within each process, once over a real Kafka.
 */
@Tag("alone")
@Timeout(300)
class SharedWorkTest extends SystemStory {
  private static final int REPOSITORIES = 5;

  /** Get their goal when one of the replicas is killed. */
  private static final int LATE = 2;

  private static final int EACH = 40;

  /** Sent while one is killed, and those that are kept for afterwards. */
  private static final int MORE = 20;

  private static final int LAST = 5;

  private static final int LEASE_SECONDS = 3;

  /** A second until the next sweep, and one for a machine that has other things to do. */
  private static final int MARGIN_SECONDS = 2;

  private final WriteTrace trace = new WriteTrace(this);

  @Test
  void twoReplicasShareTheWorkAndOneDies() throws Exception {
    share(start -> start, () -> {}, () -> {});
  }

  @Test
  void twoReplicasShareTheWorkOverKafkaWhichDiesAsWell() throws Exception {
    try (KafkaBroker broker = new KafkaBroker()) {
      KafkaRecords records = new KafkaRecords(broker.servers());
      long[] before = new long[1];
      share(
          start ->
              start
                  .with("pawl.kafka.bootstrap-servers", broker.servers())
                  .with("mp.messaging.incoming.lanes-in.auto.commit.interval.ms", "200"),
          () -> {
            before[0] = records.count();
            assertThat(before[0]).as("wake-ups went over Kafka").isPositive();
            broker.killForAWhile();
          },
          broker::back);
      eventually(() -> records.count() > before[0]);
      keyedByTheirLane(records.all());
      doubledWakeUpsChangeNothing(records);
    }
  }

  private void share(
      UnaryOperator<PawlProcess.Start> with, Runnable halfway, Runnable beforeOneDies)
      throws ExecutionException, InterruptedException {
    List<PawlProcess> replicas =
        runTogether(List.of(with.apply(replica("one")), with.apply(replica("two"))));
    PawlProcess one = replicas.getFirst();
    PawlProcess two = replicas.getLast();
    List<String> repositories = new ArrayList<>();
    for (int i = 0; i < REPOSITORIES + LATE; i++) {
      github.createRepository("acme", "shared-" + i, Map.of("README.md", "# no goal yet"));
      repositories.add("acme/shared-" + i);
    }
    deliverTo(one);
    github.install("acme");
    eventually(() -> count("select count(*) from decision") >= repositories.size());
    settled();
    eventually(() -> count("select count(*) from gap_scan where ended_at is not null") == 1);
    trace.begin();
    github.webhook(null, SandboxResource.SECRET);
    SentTwice sent = new SentTwice(one, two);
    for (int i = 0; i < repositories.size(); i++) {
      happen(repositories.get(i), i < REPOSITORIES, seed.random(i));
    }
    eventually(() -> github.deliveriesSettled());
    for (int i = 0; i < repositories.size(); i++) {
      String repository = repositories.get(i);
      sent.add(
          repository,
          i < REPOSITORIES ? 0 : EACH,
          SentTwice.told(github, repository),
          seed.random(100 + i));
    }

    // Long enough for several looks of either: over Kafka only these bring a lane to the other.
    trace.slow(0.02);
    AtomicBoolean sharing = new AtomicBoolean(true);
    Thread taking = Thread.ofVirtual().start(() -> takeAway(sharing));
    sent.send(0, EACH / 2);
    halfway.run();
    sent.send(EACH / 2, EACH);
    eventually(() -> count("select count(*) from delivery where state = 'pending'") == 0);
    sharing.set(false);
    taking.join();
    trace.fast();
    assertThat(trace.projections()).isEqualTo(REPOSITORIES * EACH);
    System.out.printf("%d lanes changed hands%n", trace.changesOfHands());
    assertThat(trace.changesOfHands()).as("lanes that changed hands").isGreaterThan(REPOSITORIES);

    beforeOneDies.run();
    oneDies(sent, one, two);
    settled();

    trace.noOverlap();
    assertThat(trace.atWorkSoFar()).as("both have projected").isEqualTo(2);
    for (String repository : repositories) {
      inOrder(repository, sent.of(repository));
      assertThat(written("/repos/" + repository + "/issues")).as(repository).isOne();
    }
    everyEffectWasWrittenOnce();
  }

  private PawlProcess.Start replica(String name) {
    // What was never delivered by GitHub is sent by hand here, not found by the ledger.
    return pawl(login(name)).with("pawl.ledger.interval", "100h");
  }

  /** Logins are the server's, not the database's. */
  private String login(String name) {
    return name + "_" + database.database();
  }

  /** Issues that people open, and somewhere among them the commit of a goal. */
  private void happen(String repository, boolean early, Random draw) {
    int all = early ? EACH + MORE + LAST : MORE + LAST;
    int goal = draw.nextInt(early ? EACH : MORE);
    for (int i = 0; i < all; i++) {
      if (i == goal) {
        github.commit(repository, "acme", "main", "A goal", Map.of(GOAL, "Light up the coast."));
      } else {
        github.openIssue(repository, "acme", "question " + i, "");
      }
    }
  }

  private void takeAway(AtomicBoolean sharing) {
    while (sharing.get()) {
      trace.endLeases();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Whichever is met at work is killed; the other has its lane when the lease is over. */
  private void oneDies(SentTwice sent, PawlProcess one, PawlProcess two)
      throws ExecutionException, InterruptedException {
    trace.slow(0.02);
    CompletableFuture<Death> dying =
        CompletableFuture.supplyAsync(
            () -> {
              Death death = kill(Map.of(login("one"), one, login("two"), two));
              sent.onlyTo(death.who().equals(login("one")) ? two : one);
              return death;
            });
    sent.send(EACH, EACH + MORE);
    Death death = dying.get();
    // From here on the time is Pawl's own.
    trace.fast();
    // So that the lane has something to do in any case.
    sent.send(EACH + MORE, EACH + MORE + LAST);
    String taken =
        " from claimed where lane = '%s' and writer <> '%s' and at > '%s'"
            .formatted(death.lane(), death.who(), death.at());
    String projected =
        " from trace where what = 'delivery' and lane = '%s' and writer <> '%s' and at > '%s'"
            .formatted(death.lane(), death.who(), death.at());
    eventually(() -> count("select count(*)" + projected) > 0);

    assertThat(texts("select at < '" + death.lease() + "'" + taken + " order by at limit 1"))
        .as("the other has waited for the end of the lease")
        .containsExactly("f");
    double seconds =
        Double.parseDouble(
            texts("select extract(epoch from min(at) - '" + death.at() + "')" + projected)
                .getFirst());
    System.out.printf("%s: the other went on in its lane after %.1f s%n", death.who(), seconds);
    assertThat(seconds)
        .as("seconds until the other has projected something in the lane")
        .isLessThanOrEqualTo(LEASE_SECONDS + MARGIN_SECONDS);
  }

  /**
   * Who was killed with a lane in hand.
   *
   * @param at and lease: by the database's clock
   * @param lease until when the lane was held
   */
  private record Death(String who, String lane, String at, String lease) {}

  /** Stopped first: what it holds then it holds when it is killed. */
  private Death kill(Map<String, PawlProcess> replicas) {
    while (true) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !trace.atWork().isEmpty());
      List<String> met = trace.atWork();
      if (met.isEmpty()) {
        continue;
      }
      String who = met.getFirst().split(" ")[1];
      PawlProcess victim = Objects.requireNonNull(replicas.get(who));
      signal("STOP", victim);
      for (String held : trace.atWork()) {
        String lane = held.split(" ")[0];
        if (held.split(" ")[1].equals(who)) {
          String lease =
              texts("select lease_until from lane where name = '" + lane + "'").getFirst();
          String at = texts("select clock_timestamp()").getFirst();
          victim.kill();
          return new Death(who, lane, at, lease);
        }
      }
      signal("CONT", victim);
    }
  }

  private void keyedByTheirLane(List<ConsumerRecord<String, String>> records) {
    assertThat(records).allSatisfy(one -> assertThat(one.key()).isEqualTo(one.value()));
    assertThat(records.stream().map(ConsumerRecord::key).distinct())
        .isSubsetOf(texts("select name from lane"))
        .containsAll(texts("select distinct lane from trace"));
    assertThat(records.stream().map(one -> one.key() + " " + one.partition()).distinct().count())
        .as("each lane goes to one partition")
        .isEqualTo(records.stream().map(ConsumerRecord::key).distinct().count());
  }

  /** Each lane is woken many times over, and claimed for it; nothing comes of it. */
  private void doubledWakeUpsChangeNothing(KafkaRecords records) {
    String fencing = "select name || ' ' || fencing from lane where name like 'repo:%' order by 1";
    List<String> lanes = texts("select name from lane where name like 'repo:%'");
    List<String> claims = texts(fencing);
    long traced = count("select count(*) from trace");
    Map<String, Long> written = Writes.in(github);

    records.wake(lanes, 50);
    eventually(records::taken);
    eventually(() -> texts(fencing).stream().noneMatch(claims::contains));
    settled();

    assertThat(count("select count(*) from trace"))
        .as("projections, decisions and effects")
        .isEqualTo(traced);
    assertThat(Writes.in(github)).isEqualTo(written);
  }

  private void inOrder(String repository, List<SentTwice.Sent> sent) {
    assertThat(trace.projected(repository))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(one -> one.guid().toString()).toList());
    // They were sent in the order of their numbers; several may have come into the mirror in one
    // transaction, and there, too, one after the other.
    assertThat(trace.questions(repository)).hasSize(sent.size() - 1).isSorted();
  }
}
