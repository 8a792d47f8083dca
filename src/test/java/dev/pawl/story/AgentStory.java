package dev.pawl.story;

import static org.awaitility.Awaitility.await;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story with agents at work, who may be asked on behalf of a person of its own. */
public abstract class AgentStory extends Story {
  private static final Duration QUICK = Duration.ofMillis(10);

  protected AgentControl agents;
  protected Visitor visitor;

  /** In whose name agents are asked. */
  protected String keeper;

  @BeforeEach
  void employ() {
    agents = new AgentControl(github);
    visitor = new Visitor(webhook());
    keeper = owner + "-keeper";
    github.createPerson(keeper);
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    agents.pace(pace());
  }

  /** Agents that are still waited for would be reminded while other stories let time pass. */
  @AfterEach
  void dismiss() {
    agents.pace(QUICK);
    agents.revokeTokens(keeper);
    github.uninstall(github.installationOf(owner));
    settled();
  }

  /** How long agents take for each thing they do. */
  protected Duration pace() {
    return QUICK;
  }

  /** How long it may take until something has come about. */
  protected abstract Duration patience();

  /** Lets the world's time pass, while nobody is at work, until something has come about. */
  protected final void inTime(Callable<Boolean> condition, Duration step) {
    await()
        .atMost(patience())
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (condition.call()) {
                return true;
              }
              if (quiet()) {
                passTime(step);
              }
              return false;
            });
  }

  /** Whether nobody is at work, so that nobody is found too slow when time passes. */
  private boolean quiet() {
    return github.deliveriesSettled()
        && agents.sessions().stream()
            .noneMatch(session -> session.path("state").asText().equals("RUNNING"))
        && count("select count(*) as n from delivery where state = 'pending'") == 0
        && count(
                "select count(*) as n from lane where lease_until > clock_timestamp()"
                    + " or wake_at <= '"
                    + clock().instant()
                    + "'")
            == 0;
  }

  protected final String phaseState(long phase) {
    return database()
        .execute("select state from phase where id = " + phase)
        .iterator()
        .next()
        .getString("state");
  }
}
