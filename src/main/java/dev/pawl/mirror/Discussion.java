package dev.pawl.mirror;

import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said about one pull request that the loop follows, as last read. */
@Entity
@Table(name = "mirror_discussion")
@IdClass(Discussion.Key.class)
public class Discussion extends PanacheEntityBase {
  public record Key(long repositoryId, int number) implements Serializable {}

  /** Where something was said. */
  public enum Kind {
    DESCRIPTION,
    COMMENT,
    REVIEW,
    REVIEW_COMMENT
  }

  /**
   * One thing that somebody said. What stands here is as it was written, by anybody: it is neither
   * shown nor passed on as it is.
   *
   * @param id GitHub's id within its kind; 0 where it tells none
   * @param by the login; empty for an account that is gone
   * @param writes whether GitHub said that this person may write to the repository
   * @param own whether Pawl said it
   * @param at null when GitHub did not say
   * @param verdict of a review, in GitHub's word; null otherwise
   * @param path of a comment on what is changed; null otherwise
   * @param line null where there is none
   * @param cut whether the text was longer
   */
  public record Utterance(
      Kind kind,
      long id,
      @Nullable Long authorId,
      String by,
      boolean bot,
      boolean writes,
      boolean own,
      @Nullable Instant at,
      @Nullable String verdict,
      @Nullable String path,
      @Nullable Integer line,
      String text,
      boolean cut) {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;

  /** A JSON list of {@link Utterance}. */
  public String utterances = "[]";

  /** How many more there are at least. */
  @Column(name = "left_out")
  public int leftOut;

  /** What was said, from the oldest on. */
  public List<Utterance> said() {
    return List.of(Json.read(utterances, Utterance[].class));
  }
}
