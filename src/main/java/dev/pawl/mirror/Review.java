package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One review of a pull request that the loop follows. */
@Entity
@Table(name = "mirror_review")
@IdClass(Review.Key.class)
public class Review extends PanacheEntityBase {
  /** A review that was taken back; it stays so for ever. */
  public static final String DISMISSED = "DISMISSED";

  public record Key(long repositoryId, int number, long id) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;
  @Id public long id;

  @Column(name = "author_id")
  public @Nullable Long authorId;

  public String author = "";

  /** In GitHub's word, in capital letters. */
  public String state = "";

  /** The commit that was reviewed, as first told: GitHub may point a review elsewhere later. */
  public String head = "";

  /** Whether the review's own event told the commit, and not a reading that came later. */
  @Column(name = "head_told")
  public boolean headTold;

  public Instant at = Instant.EPOCH;

  /** Whether who gave it may write: {@code WRITE} or {@code NONE}; {@code UNKNOWN} until read. */
  public String access = PullRequest.UNKNOWN;
}
