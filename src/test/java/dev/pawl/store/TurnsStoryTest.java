package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom at the database, in a rush and otherwise. */
@QuarkusTest
class TurnsStoryTest extends Story {
  @Inject Rush rush;

  @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
  int connections;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  @AfterEach
  void calm() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    eventually(() -> !rush.on());
  }

  private void begin(Runnable work) {
    threads.add(Thread.startVirtualThread(work));
  }

  /** As the front door tells of deliveries, several thousand a second. */
  private void rushIsOn() {
    begin(
        () -> {
          while (!over) {
            for (int i = 0; i < 200; i++) {
              rush.arrived();
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
          }
        });
    eventually(() -> rush.on());
  }

  /** Statements with this word that are under way, asked past every turn. */
  private long underWay(String word) {
    return database()
        .pool()
        .query(
            "select count(*) as n from pg_stat_activity where state = 'active'"
                + " and pid <> pg_backend_pid() and query like '%"
                + word
                + "%'")
        .execute()
        .await()
        .atMost(Duration.ofSeconds(5))
        .iterator()
        .next()
        .getLong("n");
  }

  private record Turn(long begun, long ended) {}

  @Test
  void inARushLanesTakeTurnsOneAtATimeWithARest() throws InterruptedException {
    rushIsOn();
    Queue<Turn> turns = new ConcurrentLinkedQueue<>();
    List<Thread> lanes = new ArrayList<>();
    for (int lane = 0; lane < 6; lane++) {
      lanes.add(
          Thread.startVirtualThread(
              () -> {
                for (int turn = 0; turn < 5; turn++) {
                  database().read(() -> turn(turns));
                }
              }));
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    List<Turn> inOrder = turns.stream().sorted(Comparator.comparingLong(Turn::begun)).toList();
    assertThat(inOrder).hasSize(30);
    long rested = 0;
    for (int i = 1; i < inOrder.size(); i++) {
      long gap = inOrder.get(i).begun() - inOrder.get(i - 1).ended();
      assertThat(gap).as("two turns at once").isPositive();
      rested += gap;
    }
    // Each took five milliseconds at least, and rests four times that.
    assertThat(Duration.ofNanos(rested)).isGreaterThan(Duration.ofMillis(29 * 18));
  }

  private static Uni<Boolean> turn(Queue<Turn> turns) {
    long begun = System.nanoTime();
    return Uni.createFrom()
        .item(true)
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(5))
        .invoke(() -> turns.add(new Turn(begun, System.nanoTime())));
  }

  /** Whoever looks at Pawl while it is busiest sees what it does. */
  @Test
  void aPageComesWhileTheOnlyTurnIsTaken() throws IOException, InterruptedException {
    rushIsOn();
    begin(() -> database().execute("select 1 as n from pg_sleep(8) as longest_turn"));
    eventually(() -> underWay("longest_turn") == 1);
    for (String path : List.of("/", "/effects", "/deliveries", "/api/health")) {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(webhook().resolve(path))
                      .timeout(Duration.ofSeconds(7))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).as(path).isEqualTo(200);
    }
    assertThat(underWay("longest_turn")).as("the turn was taken all the while").isOne();
  }

  @Test
  void notMoreThanTwoLookAtOnce() {
    for (int looking = 0; looking < 6; looking++) {
      begin(() -> database().look("select 1 as n from pg_sleep(0.3) as looked_at"));
    }
    eventually(() -> underWay("looked_at") > 0);
    long most = 0;
    for (long now = 1; now > 0; now = underWay("looked_at")) {
      most = Math.max(most, now);
    }
    assertThat(most).isEqualTo(2);
  }

  /** However many lanes there are, the front door and the pages find a connection. */
  @Test
  void theFrontDoorFindsAConnectionAtAnyTime() {
    for (int lane = 0; lane < 4 * connections; lane++) {
      begin(() -> database().execute("select 1 as n from pg_sleep(0.5) as crowded"));
    }
    eventually(() -> underWay("crowded") == connections - 8);
    for (Row row : database().look("select 1 as n")) {
      assertThat(row.getInteger("n")).isOne();
    }
    assertThat(underWay("crowded")).isBetween(1L, connections - 8L);
  }
}
