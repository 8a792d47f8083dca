package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.ImageOptions;
import dev.pawl.testing.PawlProcess;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Payloads as large as GitHub ever sends them, in the memory that the image has. */
@Timeout(300)
class LargePayloadTest extends SystemStory {
  private static final int LARGEST = 25 * 1024 * 1024;
  private static final int SENT = 8;

  // https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
  private static final int COMMITS = 2048;

  @Test
  void theLargestPayloadsFitIntoTheImagesMemory() throws ExecutionException, InterruptedException {
    String repository = repositoryWithGoal("large");
    PawlProcess pawl = run(pawl().java(ImageOptions.read()));
    deliverTo(pawl);
    github.install("acme");
    eventually(() -> issues(repository).size() == 1);
    settled();
    long id = count("select id from mirror_repository where name = 'large'");
    byte[] body = push(id).getBytes(StandardCharsets.UTF_8);
    assertThat(body.length).isBetween(LARGEST - 100_000, LARGEST);

    Webhook webhook = new Webhook(pawl.webhook(), SandboxResource.SECRET);
    String signature = webhook.sign(body);
    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENT; i++) {
        answers.add(
            threads.submit(
                () -> webhook.send(webhook.request("push", UUID.randomUUID(), body, signature))));
      }
    }
    int stored = 0;
    for (Future<Integer> answer : answers) {
      // What is too much at once is refused, and healed by the ledger later.
      assertThat(answer.get()).isIn(202, 503);
      stored += answer.get() == 202 ? 1 : 0;
    }

    assertThat(stored).isPositive();
    settled();
    assertThat(count("select count(*) from delivery where state = 'dead'")).isZero();
    assertThat(
            count("select count(*) from delivery where state = 'projected' and bytes > 20000000"))
        .isEqualTo(stored);
    github.commit(repository, "acme", "main", "More", java.util.Map.of("a.txt", "b"));
    settled();
    assertThat(pawl.status("/q/health/ready")).isEqualTo(200);
  }

  /** As many commits as GitHub lists in one push, and as many paths as then fit. */
  private static String push(long repository) {
    StringBuilder text =
        new StringBuilder(
            "{\"ref\":\"refs/heads/other\",\"repository\":{\"id\":%d},\"commits\":["
                .formatted(repository));
    for (int commit = 0; commit < COMMITS; commit++) {
      text.append(commit == 0 ? "" : ",")
          .append(
              "{\"id\":\"%040x\",\"message\":\"More\",\"removed\":[],\"modified\":[],\"added\":["
                  .formatted(commit));
      int end = text.length() + (LARGEST - 4096 - text.length()) / (COMMITS - commit);
      for (int path = 0; text.length() < end; path++) {
        text.append(path == 0 ? "" : ",")
            .append("\"source/%d/%d/page.txt\"".formatted(commit, path));
      }
      text.append("]}");
    }
    return text.append("]}").toString();
  }
}
