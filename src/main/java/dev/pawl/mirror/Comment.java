package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One comment on an issue or pull request. */
@Entity
@Table(name = "mirror_comment")
public class Comment extends PanacheEntityBase {
  @Id public long id;

  @Column(name = "repository_id")
  public long repositoryId;

  public int issue;

  @Column(name = "author_id")
  public @Nullable Long authorId;

  public @Nullable String author;

  @Column(name = "by_app")
  public boolean byApp;

  public String body = "";
  public boolean deleted;

  /** GitHub's {@code updated_at}. */
  public Instant version = Instant.EPOCH;
}
