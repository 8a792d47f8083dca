package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One webhook event as the projectors read it.
 *
 * @param name the event's name, such as {@code issues}
 * @param payload the payload; nothing in it may be relied upon to be there
 * @param now the world's time
 */
public record Event(String name, JsonNode payload, Instant now) {
  /** What happened, such as {@code opened}; empty where the event has no action. */
  public String action() {
    return payload.path("action").asText("");
  }

  /** GitHub's id of the repository the event is about; 0 when it names none. */
  public long repositoryId() {
    return payload.path("repository").path("id").asLong(0);
  }

  /** GitHub's id of the installation; 0 when the event names none. */
  public long installationId() {
    return payload.path("installation").path("id").asLong(0);
  }
}
