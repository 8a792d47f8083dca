package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A file that a pull request changes, as last read. */
@Entity
@Table(name = "mirror_changed_file")
@IdClass(ChangedFile.Key.class)
public class ChangedFile extends PanacheEntityBase {
  public record Key(long repositoryId, int number, int position) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;

  /** Where it stands in GitHub's list. A path may be too long to be a key. */
  @Id public int position;

  public String path = "";

  /** The path before a renaming; null otherwise. */
  public @Nullable String previous;

  /** In REST's word, such as {@code added}. */
  public String change = "";

  public int additions;
  public int deletions;
}
