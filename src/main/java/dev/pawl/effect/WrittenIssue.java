package dev.pawl.effect;

import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** An issue's title and text as Pawl gave them to GitHub. */
public final class WrittenIssue {
  private WrittenIssue() {}

  /**
   * Belongs into a transaction.
   *
   * @param key of the effect that makes the issue
   * @return empty where it is not kept any more what the effect wrote
   */
  public static Uni<Optional<String>> of(String key) {
    return Effect.<Effect>find("key", key)
        .firstResult()
        .map(
            effect ->
                Optional.ofNullable(effect)
                    .filter(made -> !made.intent.isEmpty())
                    .map(made -> Json.read(made.intent, Intent.class))
                    .filter(Intent.CreateIssue.class::isInstance)
                    .map(intent -> text((Intent.CreateIssue) intent, key)));
  }

  private static String text(Intent.CreateIssue issue, String key) {
    return TextLimits.title(issue.title()) + "\n\n" + TextLimits.marked(issue.body(), key);
  }
}
