package dev.pawl.effect;

import dev.pawl.store.Database;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * What became of the effects that wrote to the same thing. Their keys are alike but for the last
 * part.
 */
@ApplicationScoped
class Forerunners {
  private static final String LEFT =
      """
      select max(result_id) as result,
        coalesce(bool_or(state in ('claimed', 'unknown') and key <> $3
          or attempts > case when key = $3 then 1 else 0 end), false) as tried
      from effect
      where repository_id = $1 and kind = $2 and key ~>=~ $4 and key ~<~ $5
      """;

  private final Database database;

  Forerunners(Database database) {
    this.database = database;
  }

  /**
   * What is there by now.
   *
   * @param result GitHub's id of it; null: none is known
   * @param tried whether one was sent, so that there may be something although no id is known
   */
  record Left(@Nullable Long result, boolean tried) {}

  /**
   * Of all effects of the kind that begin with the target's stem, the target's own earlier tries
   * among them. Belongs behind the claim, which counts as a try already.
   */
  Left left(EffectTarget target, String kind) {
    String stem = stem(target.key());
    if (stem.isEmpty()) {
      return new Left(null, false);
    }
    Row row =
        database
            .execute(LEFT, target.repositoryId(), kind, target.key(), stem, stem + Effects.BEHIND)
            .iterator()
            .next();
    return new Left(row.getLong("result"), row.getBoolean("tried"));
  }

  /** The key without its last part; empty when it has but one. */
  static String stem(String key) {
    return key.substring(0, key.lastIndexOf(':') + 1);
  }
}
