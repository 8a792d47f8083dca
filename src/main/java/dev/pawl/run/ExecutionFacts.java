package dev.pawl.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest attempt at a phase.
 *
 * @param agent who works on it, or is to be asked; null until somebody is chosen or took it over
 * @param otherThan the agent that a person does not want again; null: no such wish; empty: whoever
 *     it was
 * @param running whether anything was heard of it
 * @param signalAt when its phase last moved; null: never
 * @param askedAt when its agent was asked; null: not yet
 * @param askedHead the head of the pull request that was there then; null: none
 * @param nudges how often it was reminded
 * @param reason why the attempt before failed; null for the first
 * @param words what its agent last said in a comment since it was asked, at most 300 characters in
 *     small letters; null: nothing
 * @param wanted the agent that a person wants it to be made by; null: whoever's turn it is
 */
public record ExecutionFacts(
    long id,
    int attempt,
    @Nullable String agent,
    @Nullable String otherThan,
    boolean running,
    Instant madeAt,
    @Nullable Instant signalAt,
    @Nullable Instant askedAt,
    @Nullable String askedHead,
    int nudges,
    @Nullable Instant nudgedAt,
    @Nullable String reason,
    @Nullable String words,
    @Nullable Instant wordsAt,
    @Nullable String wanted) {
  /** One that nobody has assigned to a certain agent. */
  public ExecutionFacts(
      long id,
      int attempt,
      @Nullable String agent,
      @Nullable String otherThan,
      boolean running,
      Instant madeAt,
      @Nullable Instant signalAt,
      @Nullable Instant askedAt,
      @Nullable String askedHead,
      int nudges,
      @Nullable Instant nudgedAt,
      @Nullable String reason,
      @Nullable String words,
      @Nullable Instant wordsAt) {
    this(
        id, attempt, agent, otherThan, running, madeAt, signalAt, askedAt, askedHead, nudges,
        nudgedAt, reason, words, wordsAt, null);
  }
}
