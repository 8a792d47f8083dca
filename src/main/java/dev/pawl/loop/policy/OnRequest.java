package dev.pawl.loop.policy;

import dev.pawl.run.View;
import java.util.Optional;

/** What keeps a person from having anything begun. */
final class OnRequest {
  private OnRequest() {}

  /** One sentence; empty: nothing does. */
  static Optional<String> closed(View view) {
    if (view.pause().isPresent()) {
      return Optional.of("The repository is paused; `/pawl resume` ends that.");
    }
    if (!LoopPolicy.certain(view)) {
      return Optional.of("The repository is yet to be read; try again in a moment.");
    }
    if (!view.repository().issuesEnabled()) {
      return Optional.of("Issues are switched off here, and the loop works through issues.");
    }
    return PausePolicy.needsYou(view)
        .map(decision -> "A person must decide something first. " + decision.reason());
  }
}
