package dev.pawl.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One phase as policies see it.
 *
 * @param body the task's text while the issue is still to be made; empty afterwards
 * @param attempts which attempt it is at, from 1 on
 * @param effectKey names the effect that makes its issue
 * @param issue null before there is one
 * @param pullRequest the one that works on it now; null: none
 * @param waitsFor the phases that must be done or skipped before this one begins
 * @param execution its latest attempt; null before the first, and where that is not looked at
 * @param origin what it was opened for, as its policy names it; null for what was opened by hand
 * @param dispensable whether the run goes on without it when its last attempt has failed; what an
 *     older view does not say, it is not
 */
public record PhaseFacts(
    long id,
    long run,
    Kind kind,
    String title,
    String body,
    State state,
    int attempts,
    String effectKey,
    @Nullable Integer issue,
    @Nullable Integer pullRequest,
    List<Long> waitsFor,
    Instant changedAt,
    @Nullable ExecutionFacts execution,
    @Nullable String origin,
    boolean dispensable) {

  /** One that the run cannot do without. */
  public PhaseFacts(
      long id,
      long run,
      Kind kind,
      String title,
      String body,
      State state,
      int attempts,
      String effectKey,
      @Nullable Integer issue,
      @Nullable Integer pullRequest,
      List<Long> waitsFor,
      Instant changedAt,
      @Nullable ExecutionFacts execution,
      @Nullable String origin) {
    this(
        id,
        run,
        kind,
        title,
        body,
        state,
        attempts,
        effectKey,
        issue,
        pullRequest,
        waitsFor,
        changedAt,
        execution,
        origin,
        false);
  }

  /** One that was opened by hand. */
  public PhaseFacts(
      long id,
      long run,
      Kind kind,
      String title,
      String body,
      State state,
      int attempts,
      String effectKey,
      @Nullable Integer issue,
      @Nullable Integer pullRequest,
      List<Long> waitsFor,
      Instant changedAt,
      @Nullable ExecutionFacts execution) {
    this(
        id,
        run,
        kind,
        title,
        body,
        state,
        attempts,
        effectKey,
        issue,
        pullRequest,
        waitsFor,
        changedAt,
        execution,
        null);
  }

  /** One of whose attempts nothing is known. */
  public PhaseFacts(
      long id,
      long run,
      Kind kind,
      String title,
      String body,
      State state,
      int attempts,
      String effectKey,
      @Nullable Integer issue,
      @Nullable Integer pullRequest,
      List<Long> waitsFor,
      Instant changedAt) {
    this(
        id,
        run,
        kind,
        title,
        body,
        state,
        attempts,
        effectKey,
        issue,
        pullRequest,
        waitsFor,
        changedAt,
        null,
        null);
  }

  /** What kind of task its issue gives. */
  public enum Kind {
    GAP_ANALYSIS,
    DEVELOPMENT,
    CAPABILITY_UPDATE,
    REVIEW,
    REVIEW_CONSUMPTION,
    REPAIR;

    /** As it is stored, shown and part of keys, such as {@code gap-analysis}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when there is no such kind
     */
    public static Kind of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** How far it is. */
  public enum State {
    /** Its issue is to be made. */
    PLANNED,
    /** It has an issue and no pull request. */
    ISSUED,
    /** A pull request is being worked on. */
    WORKED,
    /** A pull request is ready. */
    READY,
    /** Only a person can go on. */
    STUCK,
    DONE,
    /** It is gone on without, as a person chose, or since it is not critical and failed. */
    SKIPPED,
    /** Its issue was closed without a merge, or what it waits for was cancelled. */
    CANCELLED;

    public boolean ended() {
      return this == DONE || this == SKIPPED || this == CANCELLED;
    }

    /** As it is stored and shown. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such state
     */
    public static State of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
