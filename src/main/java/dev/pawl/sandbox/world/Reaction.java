package dev.pawl.sandbox.world;

import java.time.Instant;

/**
 * A reaction to an issue or to a comment.
 *
 * @param issue number of the issue; 0 where it is to a comment
 * @param comment id of the comment; 0 where it is to an issue
 * @param content such as {@code eyes}
 */
public record Reaction(
    long id, int issue, long comment, String content, long user, Instant createdAt) {}
