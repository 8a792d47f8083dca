package dev.pawl.github;

import java.util.Map;
import org.jspecify.annotations.Nullable;

public record Call(
    Endpoint endpoint,
    Map<String, String> path,
    Map<String, String> query,
    @Nullable Object body,
    Principal principal) {}
