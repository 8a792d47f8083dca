package dev.pawl.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Knows what Pawl itself did, by the App's id; a login or a text could be anybody's. */
@ApplicationScoped
public class OwnApp {
  private final long id;

  OwnApp(@ConfigProperty(name = "pawl.github.app-id") Optional<Long> id) {
    this.id = id.orElse(0L);
  }

  public boolean did(@Nullable Long appId) {
    return appId != null && appId != 0 && appId == id;
  }
}
