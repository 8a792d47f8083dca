package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

public sealed interface Answer {
  record Success(int status, JsonNode body) implements Answer {}

  record Refused(int status, String message, List<String> codes) implements Answer {}

  record RateLimited(Instant until) implements Answer {}

  record Unknown(String reason) implements Answer {}
}
