package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.load.LoadGenerator;
import dev.pawl.load.Prepared;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Well-signed nonsense, and nonsense that is not signed at all; with the machine to itself. */
@Tag("alone")
@Timeout(300)
class HostileInputTest extends SystemStory {
  private static final String TASK = "planning/issue_queue/pending/light.md";
  private static final int MUTATIONS = 10_000;
  private static final int SENDERS = 8;
  private static final int JUNK_SENDERS = 256;
  private static final Duration WARM = Duration.ofSeconds(4);
  private static final Duration THROWN = Duration.ofSeconds(12);

  @Test
  void mutatedPayloadsAreTakenAndNoLaneIsStuck() throws ExecutionException, InterruptedException {
    String repository = repositoryWithGoal("fuzzed");
    PawlProcess pawl = run(pawl().with("pawl.lane.attempts", "2"));
    deliverTo(pawl);
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    github.comment(repository, 1, "acme", "So.");
    github.commit(repository, "acme", "main", "More", Map.of("a.txt", "b"));
    workIsDone(repository);
    settled();
    List<JsonNode> examples = examples();
    var statuses = new ConcurrentHashMap<Integer, AtomicLong>();
    List<Future<?>> senders = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        Mutations mutations = new Mutations(seed.usual(i));
        senders.add(
            threads.submit(
                () -> {
                  Webhook webhook = new Webhook(pawl.webhook(), SandboxResource.SECRET);
                  for (int n = 0; n < MUTATIONS / SENDERS; n++) {
                    JsonNode example = examples.get(n % examples.size());
                    byte[] body = mutations.of(example.path("payload").toString());
                    int status =
                        webhook.send(
                            webhook.request(
                                example.path("event").asText(),
                                UUID.randomUUID(),
                                body,
                                webhook.sign(body)));
                    statuses.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
                  }
                }));
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
    assertThat(statuses.keySet()).containsExactly(202);
    eventually(() -> count("select count(*) from delivery where state = 'pending'") == 0);
    eventually(() -> count("select count(*) from lane where failures > 0") == 0);
    theLaneGoesOn(repository);
    // Whatever was made of it, the loop goes on elsewhere as well.
    String after = repositoryWithGoal("after");
    github.uninstall(github.installationOf("acme"));
    github.install("acme");
    eventually(() -> issues(after).size() == 1);
    assertThat(pawl.status("/")).isEqualTo(200);
    assertThat(pawl.status("/deliveries?state=dead")).isEqualTo(200);
  }

  /** A pull request with everything that may come of one. */
  private void workIsDone(String repository) {
    github.createPerson("ada");
    github.permit(repository, "ada", "write");
    int number =
        github.openPullRequest(
            repository, "ada", "light", "Light", "Fixes #1", Map.of("light.md", "light"));
    github.review(repository, number, "acme", "commented", "Well.");
    github.check(repository, "light", "build", "success");
    github.status(repository, "light", "lint", "success");
    github.pushToPullRequest(repository, number, "ada", "More light", Map.of("more.md", "light"));
    github.closePullRequest(repository, number, "ada");
    eventually(() -> github.deliveriesSettled());
  }

  /** One of each kind that was delivered, and of each action. */
  private List<JsonNode> examples() {
    Map<String, JsonNode> examples = new TreeMap<>();
    for (JsonNode delivery : github.deliveries()) {
      examples.putIfAbsent(
          delivery.path("event").asText() + " " + delivery.path("action").asText(), delivery);
    }
    assertThat(examples)
        .containsKeys(
            "installation created",
            "issues opened",
            "issues labeled",
            "issue_comment created",
            "push null",
            "pull_request opened",
            "pull_request synchronize",
            "pull_request closed",
            "pull_request_review submitted",
            "check_run created",
            "check_suite completed",
            "status null");
    return List.copyOf(examples.values());
  }

  /**
   * The very repository of which all the nonsense told: its gap analysis is closed and a task put
   * into its queue, which leads to decisions in its lane and to one more issue, once.
   */
  private void theLaneGoesOn(String repository) {
    calm();
    String lane = "repo:" + github.deliveries("push").getLast().at("/payload/repository/id");
    String decisions = "select count(*) from decision where lane = '" + lane + "'";
    long before = count(decisions);
    long written = written("/repos/" + repository + "/issues");
    String closed = issues(repository).getFirst().path("number").asText();
    github.closeIssue(repository, Integer.parseInt(closed), "acme");
    github.commit(repository, "acme", "main", "A task", Map.of(TASK, "# Light it\n"));

    eventually(() -> written("/repos/" + repository + "/issues") == written + 1);
    calm();
    assertThat(count(decisions)).isGreaterThan(before);
    assertThat(written("/repos/" + repository + "/issues")).isEqualTo(written + 1);
    assertThat(issues(repository).getLast().path("title").asText()).contains("Light it");
    assertThat(count("select count(*) from delivery where state = 'pending'")).isZero();
  }

  /** Nothing is pending or open; nonsense may well have left something to be looked at later. */
  private void calm() {
    eventually(() -> count("select count(*) from delivery where state = 'pending'") == 0);
    eventually(
        () ->
            count("select count(*) from effect where state in ('planned', 'claimed', 'unknown')")
                == 0);
  }

  @Test
  void junkDoesNotDelayWhatIsSigned() throws InterruptedException {
    // What is signed is checked by instructions of the processor's own, in compiled code only.
    PawlProcess pawl = run(pawl().java("-XX:TieredStopAtLevel=4"));
    deliverTo(pawl);
    int port = pawl.webhook().getPort();
    String host = "127.0.0.1:" + port;
    SplittableRandom random = new SplittableRandom(1);
    Prepared.Example example = new Prepared.Example("push", "{}");
    LoadGenerator junk =
        new LoadGenerator(port, List.of(Prepared.of(example, host, "not the secret", random)));
    LoadGenerator signed =
        new LoadGenerator(
            port,
            List.of(
                Prepared.of(
                    new Prepared.Example("watch", "{}"), host, SandboxResource.SECRET, random)));
    // A young process is slow by itself.
    junk.closed(JUNK_SENDERS, WARM);
    signed.open(4, 100, WARM);
    CompletableFuture<LoadGenerator.Result> thrown =
        CompletableFuture.supplyAsync(() -> junk.closed(JUNK_SENDERS, THROWN));
    LoadGenerator.Result acknowledged = signed.open(4, 100, THROWN);

    assertThat(thrown.join().acknowledged()).isZero();
    System.out.printf(
        "%.0f pieces of junk a second; signed deliveries meanwhile p50 %.1f ms, p99 %.1f ms%n",
        thrown.join().refused() / thrown.join().seconds(),
        acknowledged.milliseconds(50),
        acknowledged.milliseconds(99));
    assertThat(thrown.join().refusals()).as("only 401").containsOnlyKeys(401);
    assertThat(thrown.join().refused()).isGreaterThan(10_000);
    assertThat(acknowledged.refused()).isZero();
    assertThat(acknowledged.acknowledged()).isGreaterThan(900);
    assertThat(acknowledged.milliseconds(99)).isLessThanOrEqualTo(100);
    assertThat(count("select count(*) from delivery where event = 'push'")).isZero();
  }
}
