package dev.pawl.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.store.LaneName;
import dev.pawl.testing.Story;
import dev.pawl.webhook.Delivery;
import dev.pawl.webhook.Inbox;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in a lane goes together, or else one by one. */
@QuarkusTest
class ProjectingStoryTest extends Story {
  @Inject LaneLeases leases;
  @Inject Inbox inbox;
  @Inject Projecting projecting;

  private String repository = "";
  private long id;
  private LaneLeases.@Nullable Claim claim;

  @AfterEach
  void letGo() {
    if (claim != null) {
      leases.release(claim, null, null, null);
      claim = null;
    }
  }

  /** A repository at rest, its lane in hand, so that deliveries wait. */
  private LaneLeases.Claim hold(String name) {
    repository = repositoryWithGoal(name);
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    id = repositoryId(repository);
    eventually(
        () -> {
          claim = leases.claim(LaneName.repository(id)).orElse(null);
          return claim != null;
        });
    return Optional.ofNullable(claim).orElseThrow();
  }

  private void retitled(String title) {
    long waiting = count(pending());
    // Of two tales of one second neither is believed.
    passTime(Duration.ofSeconds(2));
    github.editIssue(repository, 1, owner, Map.of("title", title));
    eventually(() -> count(pending()) == waiting + 1);
  }

  /** Well signed, and nothing that could be projected. */
  private String poisoned() {
    long waiting = count(pending());
    ObjectNode poison = JsonNodeFactory.instance.objectNode();
    poison.put("action", "opened");
    poison.putObject("repository").put("id", id).put("full_name", repository);
    poison.putObject("issue").put("title", "without a number");
    String guid = github.deliver("issues", poison, null);
    eventually(() -> count(pending()) == waiting + 1);
    return guid;
  }

  private String pending() {
    return "select count(*) as n from delivery where state = 'pending' and attempts = 0 and lane = '"
        + LaneName.repository(id)
        + "'";
  }

  private String title() {
    return database()
        .execute("select title from mirror_issue where repository_id = $1 and number = 1", id)
        .iterator()
        .next()
        .getString("title");
  }

  @Test
  void oneTransactionForAllThatWaits() {
    LaneLeases.Claim held = hold("together");
    retitled("One");
    retitled("Two");
    List<Inbox.End> ends =
        projecting.together(held.lease(), inbox.pending(held.lease().lane(), 100));

    assertThat(ends).containsExactly(Inbox.End.PROJECTED, Inbox.End.PROJECTED);
    assertThat(title()).isEqualTo("Two");
    assertThat(
            count(
                "select count(distinct xmin::text) as n from delivery where lane = '"
                    + held.lease().lane()
                    + "' and sequence > (select max(sequence) - 2 from delivery where lane = '"
                    + held.lease().lane()
                    + "')"))
        .as("transactions")
        .isOne();
  }

  /** Of the three that wait the second is bad: nothing has happened, and then each by itself. */
  @Test
  void whenOneFailsEachGoesByItself() {
    LaneLeases.Claim held = hold("apart");
    retitled("One");
    String bad = poisoned();
    retitled("Three");
    List<Delivery> waiting = inbox.pending(held.lease().lane(), 100);
    assertThat(waiting).hasSize(3);
    String before = title();

    assertThat(projecting.together(held.lease(), waiting)).as("not together").isEmpty();
    assertThat(title()).as("nothing of it has happened").isEqualTo(before);
    assertThat(count(pending())).isEqualTo(3);

    letGo();
    eventually(() -> count(pending()) == 0);
    assertThat(title()).isEqualTo("Three");
    for (Delivery delivery : waiting) {
      assertThat(state(delivery))
          .as(delivery.event())
          .isEqualTo(delivery.guid().toString().equals(bad) ? "dead" : "projected");
    }
    // Other stories wait for a delivery that is given up.
    database()
        .execute("update delivery set state = 'ignored' where guid = $1", UUID.fromString(bad));
  }

  private String state(Delivery delivery) {
    return database()
        .execute("select state from delivery where guid = $1", delivery.guid())
        .iterator()
        .next()
        .getString("state");
  }
}
