package dev.pawl.sandbox.hook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver one webhook. A redelivery is an entry of its own with the same GUID.
 *
 * @param payload the exact text that was signed
 * @param deliveredAt null while it is on its way
 * @param throttledAt since when it is held back; null when it is not
 * @param status GitHub's word for the outcome, such as OK
 */
public record Delivery(
    long id,
    String guid,
    String event,
    @Nullable String action,
    @Nullable Long installation,
    @Nullable Long repository,
    String payload,
    boolean redelivery,
    @Nullable Instant deliveredAt,
    @Nullable Instant throttledAt,
    double seconds,
    String status,
    int statusCode,
    Map<String, String> requestHeaders,
    Map<String, String> responseHeaders,
    String responseBody) {

  static Delivery planned(
      long id,
      String guid,
      String event,
      @Nullable String action,
      @Nullable Long installation,
      @Nullable Long repository,
      String payload,
      boolean redelivery) {
    return new Delivery(
        id,
        guid,
        event,
        action,
        installation,
        repository,
        payload,
        redelivery,
        null,
        null,
        0,
        "pending",
        0,
        Map.of(),
        Map.of(),
        "");
  }

  Delivery again(long newId, boolean isRedelivery) {
    return planned(newId, guid, event, action, installation, repository, payload, isRedelivery);
  }

  /** Listed, but to come later. */
  Delivery throttled(Instant at) {
    return new Delivery(
        id,
        guid,
        event,
        action,
        installation,
        repository,
        payload,
        redelivery,
        at,
        at,
        0,
        "throttled",
        0,
        Map.of(),
        Map.of(),
        "");
  }

  Delivery ended(
      Instant at,
      double took,
      String word,
      int code,
      Map<String, String> sent,
      Map<String, String> received,
      String body) {
    return new Delivery(
        id,
        guid,
        event,
        action,
        installation,
        repository,
        payload,
        redelivery,
        at,
        null,
        took,
        word,
        code,
        sent,
        received,
        body);
  }
}
