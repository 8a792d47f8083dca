package dev.pawl.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses to start with a number that would quietly do harm. */
@ApplicationScoped
class Limits {
  private static final List<String> AT_LEAST_ONE =
      List.of(
          "pawl.lane.lease-seconds",
          "pawl.lane.attempts",
          "pawl.effect.negative-probes",
          "pawl.effect.attempts",
          "pawl.kafka.partitions",
          "pawl.retention.payload-days",
          "pawl.retention.decision-days",
          "pawl.retention.effect-days",
          "pawl.retention.history-days",
          "pawl.retention.artifact-days",
          "pawl.backtest.days");

  private final Config config;

  Limits(Config config) {
    this.config = config;
  }

  void check(@Observes StartupEvent event) {
    for (String setting : AT_LEAST_ONE) {
      config
          .getOptionalValue(setting, Integer.class)
          .filter(number -> number < 1)
          .ifPresent(
              number -> {
                throw new IllegalArgumentException(
                    setting + " must be 1 or more, and is " + number);
              });
    }
  }
}
