package dev.pawl.github;

import dev.pawl.store.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An App as GitHub has just made it, with all that belongs to it.
 *
 * @param owner the account that it belongs to
 * @param page its public page at GitHub
 * @param webhookSecret null: GitHub made none
 */
public record NewApp(
    long id,
    String slug,
    String name,
    String owner,
    String page,
    String clientId,
    Secret privateKey,
    Secret clientSecret,
    @Nullable Secret webhookSecret) {}
