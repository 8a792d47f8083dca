package dev.pawl.merge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Times of the guarded merge, by the world's clock. */
@ConfigMapping(prefix = "pawl.merge")
public interface MergeTimes {
  /** How old what was read of a pull request may be when it is merged. */
  @WithDefault("60s")
  Duration freshFor();
}
