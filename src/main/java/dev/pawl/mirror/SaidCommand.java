package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One command that somebody has said on GitHub, and what became of it.
 *
 * <p>States: received → done or declined, in the one transaction that does what it says; a question
 * goes over authorised, since it is answered after the next decision. Who may not say it leads to
 * refused, what nobody is to be answered to ignored.
 */
@Entity
@Table(name = "command")
public class SaidCommand extends PanacheEntityBase {
  public static final String RECEIVED = "received";

  /** Who said it may; it is answered once there is something to tell. */
  public static final String AUTHORISED = "authorised";

  public static final String DONE = "done";

  /** It cannot be done as things are, or was not understood. */
  public static final String DECLINED = "declined";

  /** Who said it may not. */
  public static final String REFUSED = "refused";

  public static final String IGNORED = "ignored";

  /** Where a command stands. */
  public enum Source {
    COMMENT,
    REVIEW,
    REVIEW_COMMENT,
    ISSUE,
    PULL_REQUEST;

    /** As it is stored, and part of keys. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when there is no such source
     */
    public static Source of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public String source = "";

  /** GitHub's id of the text that it stands in. */
  @Column(name = "source_id")
  public long sourceId;

  /** Of the issue or pull request. */
  public int number;

  @Column(name = "pull_request")
  public boolean pullRequest;

  public String line = "";

  @Column(name = "line_hash")
  public String lineHash = "";

  public int occurrence;

  /** Who wrote it, or put it in by an edit. */
  @Column(name = "said_by_id")
  public long saidById;

  @Column(name = "said_by")
  public String saidBy = "";

  @Column(name = "said_at")
  public Instant saidAt = Instant.EPOCH;

  public String state = RECEIVED;

  /** What is answered; empty where nothing is. */
  public String outcome = "";

  /** How often GitHub did not say whether its author may. */
  public int tries;

  @Column(name = "not_before")
  public @Nullable Instant notBefore;

  /** Of the write that its answer tells of; null: it waits for none. */
  @Column(name = "effect_key")
  public @Nullable String effectKey;

  @Column(name = "ended_at")
  public @Nullable Instant endedAt;

  /** Whether its end is still to come. */
  public boolean isOpen() {
    return state.equals(RECEIVED) || state.equals(AUTHORISED);
  }

  /** Whether it stands in the same text as another one. */
  public boolean isBeside(SaidCommand other) {
    return source.equals(other.source) && sourceId == other.sourceId;
  }

  /** It has ended. */
  public void end(String how, String answer, Instant now) {
    state = how;
    outcome = answer;
    endedAt = now;
    notBefore = null;
  }
}
