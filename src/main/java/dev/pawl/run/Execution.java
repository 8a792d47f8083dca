package dev.pawl.run;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt at a phase by one agent. Times are the world's clock. */
@Entity
@Table(name = "execution")
public class Execution extends PanacheEntityBase {
  public static final String TO_BE_STARTED = "to-be-started";
  public static final String RUNNING = "running";
  public static final String ENDED = "ended";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "phase_id")
  public long phaseId;

  /** From 1 on. */
  public int attempt;

  public String state = TO_BE_STARTED;

  /** Who works on it, such as {@code person:ada}; null until somebody is chosen. */
  public @Nullable String agent;

  /** The agent that a person does not want again; empty when it is not known which it was. */
  @Column(name = "other_than")
  public @Nullable String otherThan;

  /** The agent that a person wants it to be made by; null: whoever's turn it is. */
  @Column(name = "wanted_agent")
  public @Nullable String wantedAgent;

  @Column(name = "made_at")
  public Instant madeAt = Instant.EPOCH;

  @Column(name = "started_at")
  public @Nullable Instant startedAt;

  /** When it was last heard of. */
  @Column(name = "signal_at")
  public @Nullable Instant signalAt;

  public @Nullable String signal;

  /** When its agent was asked; null before, and where nobody had to be. */
  @Column(name = "asked_at")
  public @Nullable Instant askedAt;

  /** The head of the pull request that was there already when its agent was asked; null: none. */
  @Column(name = "asked_head")
  public @Nullable String askedHead;

  /** How often it was reminded. */
  public int nudges;

  @Column(name = "nudged_at")
  public @Nullable Instant nudgedAt;

  @Column(name = "ended_at")
  public @Nullable Instant endedAt;

  /** How it ended: the name of the change that ended it. */
  public @Nullable String outcome;

  /** Why the attempt before failed, as this one's agent is told; null for the first. */
  public @Nullable String reason;

  /** Something was heard of it. */
  void heard(String what, Instant now) {
    state = RUNNING;
    startedAt = startedAt == null ? now : startedAt;
    signalAt = now;
    signal = what;
    endedAt = null;
    outcome = null;
  }

  void end(String how, Instant now) {
    state = ENDED;
    endedAt = now;
    outcome = how;
  }
}
