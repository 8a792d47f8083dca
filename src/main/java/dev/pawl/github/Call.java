package dev.pawl.github;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to GitHub.
 *
 * @param path what the endpoint's path leaves open
 * @param query the query's parameters
 * @param body what becomes the JSON body; null for none
 */
public record Call(
    Endpoint endpoint,
    Map<String, String> path,
    Map<String, String> query,
    @Nullable Object body,
    Principal principal) {}
