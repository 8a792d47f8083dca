package dev.pawl.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of the App that was set up in the browser.
 *
 * @param previousUntil until when the webhook secret before is taken too; null: there is none, or
 *     GitHub does not know the new one yet
 * @param untoldSince since when GitHub should learn of a new webhook secret; null: it knows it
 * @param tellError what GitHub said to that; empty: nothing yet
 */
public record StoredApp(
    long id,
    String slug,
    String name,
    String owner,
    String page,
    Instant setUpAt,
    @Nullable Instant previousUntil,
    @Nullable Instant untoldSince,
    String tellError) {}
