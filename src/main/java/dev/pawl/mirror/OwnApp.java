package dev.pawl.mirror;

import dev.pawl.github.AppIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Knows what Pawl itself did, by the App's id; a login or a text could be anybody's. */
@ApplicationScoped
public class OwnApp {
  private final AppIdentity identity;

  OwnApp(AppIdentity identity) {
    this.identity = identity;
  }

  public boolean did(@Nullable Long appId) {
    return appId != null && appId != 0 && appId.equals(identity.id().orElse(0L));
  }
}
