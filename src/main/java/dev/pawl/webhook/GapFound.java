package dev.pawl.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Something was delivered whose payload nobody can have any more, so that what it told must be
 * read. Fired synchronously before it is noted in the ledger: a crash between the two tells it
 * again.
 *
 * @param repository GitHub's id of the repository that it was about; null: any may be
 */
public record GapFound(@Nullable Long repository) {}
