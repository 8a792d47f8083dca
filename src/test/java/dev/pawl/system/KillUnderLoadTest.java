package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * kill -9 at twenty random moments while deliveries pour in and repositories get their first step:
 * whatever was acknowledged is worked on, and every effect happens once.
 */
@Timeout(600)
class KillUnderLoadTest extends SystemStory {
  private static final int KILLS = 20;
  private static final int SENDERS = 16;

  /** Of so many repositories deliveries pour in, each in a lane of its own. */
  private static final int POURED = 4;

  private final ConcurrentLinkedQueue<UUID> acknowledged = new ConcurrentLinkedQueue<>();

  /** What was answered; whoever was killed meanwhile has answered nothing. */
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

  private final AtomicReference<Webhook> target = new AtomicReference<>();
  private final AtomicBoolean pouring = new AtomicBoolean(true);

  @Test
  void nothingAcknowledgedIsLostAndNoEffectIsDoubled() throws InterruptedException {
    Random random = seed.random(0);
    List<String> repositories = new ArrayList<>();
    for (int i = 0; i < POURED; i++) {
      repositories.add(repositoryWithGoal("poured-" + i));
    }
    PawlProcess pawl = run(pawl());
    target.set(new Webhook(pawl.webhook(), SandboxResource.SECRET));
    deliverTo(pawl);
    long installation = github.install("acme", repositories.toArray(String[]::new));
    List<String> payloads = new ArrayList<>();
    for (String repository : repositories) {
      eventually(() -> issues(repository).size() == 1);
      payloads.add(example(repository));
    }
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String payload = payloads.get(i % POURED);
      senders.add(Thread.ofVirtual().start(() -> pour(payload)));
    }

    for (int kill = 0; kill < KILLS; kill++) {
      String repository = repositoryWithGoal("repository-" + kill);
      repositories.add(repository);
      github.addRepositories(installation, repository);
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20, 1500)).toNanos());
      pawl.kill();
      pawl = run(pawl());
      target.set(new Webhook(pawl.webhook(), SandboxResource.SECRET));
      deliverTo(pawl);
    }
    pouring.set(false);
    for (Thread sender : senders) {
      sender.join();
    }
    for (String repository : repositories) {
      eventually(() -> written("/repos/" + repository + "/issues") == 1);
    }
    settled();
    // What the kills kept from being taken at all is found in GitHub's list.
    eventually(() -> count("select count(*) from gap_delivery where state <> 'healed'") == 0);

    Set<String> processed =
        new HashSet<>(
            texts("select guid::text from delivery where state in ('projected', 'ignored')"));
    assertThat(statuses).isSubsetOf(202, 503);
    assertThat(acknowledged).hasSizeGreaterThan(10 * KILLS);
    assertThat(acknowledged).allMatch(guid -> processed.contains(guid.toString()));
    assertThat(count("select count(*) from delivery where state = 'dead'")).isZero();
    for (String repository : repositories) {
      assertThat(written("/repos/" + repository + "/issues")).as(repository).isOne();
      assertThat(written("/repos/" + repository + "/labels")).as(repository).isOne();
    }
    everyEffectWasWrittenOnce();
    assertThat(count("select count(distinct lane) from delivery where event = 'issues'"))
        .isGreaterThanOrEqualTo(POURED);
    System.out.printf("%d acknowledged over %d kills%n", acknowledged.size(), KILLS);
  }

  private String example(String repository) {
    github.openIssue(repository, "acme", "A question", "How?");
    eventually(() -> !questions(repository).isEmpty());
    return questions(repository).getFirst().path("payload").toString();
  }

  private List<JsonNode> questions(String repository) {
    return github.deliveries("issues", "opened").stream()
        .filter(one -> one.at("/payload/issue/title").asText().equals("A question"))
        .filter(one -> one.at("/payload/repository/full_name").asText().equals(repository))
        .toList();
  }

  private void pour(String payload) {
    while (pouring.get()) {
      UUID guid = UUID.randomUUID();
      try {
        int status = target.get().send("issues", guid, payload);
        statuses.add(status);
        if (status == 202) {
          acknowledged.add(guid);
        }
      } catch (RuntimeException killed) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }
}
