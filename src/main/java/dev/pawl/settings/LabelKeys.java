package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;

/** The keys of the section {@code labels}. */
final class LabelKeys {
  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.ofEntries(
          key("gap_analysis", (open, v) -> open.gapAnalysis = Value.label(v)),
          key("development", (open, v) -> open.development = Value.label(v)),
          key("repair", (open, v) -> open.repair = Value.label(v)),
          key("capability_update", (open, v) -> open.capabilityUpdate = Value.label(v)),
          key("review", (open, v) -> open.review = Value.label(v)),
          key("review_consumption", (open, v) -> open.reviewConsumption = Value.label(v)),
          key("show_state", (open, v) -> open.showState = Value.yes(v)),
          key("pending_review", (open, v) -> open.pendingReview = Value.label(v)),
          key("changes_requested", (open, v) -> open.changesRequested = Value.label(v)),
          key("ready", (open, v) -> open.ready = Value.label(v)),
          key("blocked", (open, v) -> open.blocked = Value.label(v)));

  private LabelKeys() {}

  private interface Change {
    void make(Open open, JsonNode value);
  }

  private static Map.Entry<String, BiFunction<Settings, JsonNode, Settings>> key(
      String name, Change change) {
    return Map.entry(
        "labels." + name,
        (settings, value) -> {
          Open open = new Open(settings.labels());
          change.make(open, value);
          return settings.with(open.closed());
        });
  }

  /** The section while it is read. */
  private static final class Open {
    private String gapAnalysis;
    private String development;
    private String repair;
    private String capabilityUpdate;
    private String review;
    private String reviewConsumption;
    private boolean showState;
    private String pendingReview;
    private String changesRequested;
    private String ready;
    private String blocked;

    Open(Settings.Labels labels) {
      gapAnalysis = labels.gapAnalysis();
      development = labels.development();
      repair = labels.repair();
      capabilityUpdate = labels.capabilityUpdate();
      review = labels.review();
      reviewConsumption = labels.reviewConsumption();
      showState = labels.showState();
      pendingReview = labels.pendingReview();
      changesRequested = labels.changesRequested();
      ready = labels.ready();
      blocked = labels.blocked();
    }

    Settings.Labels closed() {
      return new Settings.Labels(
          gapAnalysis,
          development,
          repair,
          capabilityUpdate,
          review,
          reviewConsumption,
          showState,
          pendingReview,
          changesRequested,
          ready,
          blocked);
    }
  }
}
