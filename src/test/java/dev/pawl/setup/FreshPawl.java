package dev.pawl.setup;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A Pawl that is no App yet, with a master key; its pages ask for the operator's token. */
public final class FreshPawl implements QuarkusTestProfile {
  public static final String TOKEN = "the-operators-token-of-the-set-up";
  static final String MASTER_KEY = "bWFzdGVyIGtleSBvZiB0aGUgdGVzdHMgMDEyMzQ1Njc=";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(NoApp.class));
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "pawl.operator.required",
        "true",
        "pawl.operator.token",
        TOKEN,
        "pawl.master-key",
        MASTER_KEY,
        "pawl.github.timeout",
        "2s");
  }

  /** After the sandbox, which has an App for Pawl. */
  public static final class NoApp implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of(
          "pawl.github.app-id",
          "",
          "pawl.github.private-key",
          "",
          "pawl.github.webhook-secret",
          "");
    }

    @Override
    public int order() {
      return 100;
    }

    @Override
    public void stop() {}
  }
}
