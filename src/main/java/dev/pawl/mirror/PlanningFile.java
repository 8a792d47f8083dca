package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A planning file of the default branch, as last read. */
@Entity
@Table(name = "mirror_file")
@IdClass(PlanningFile.Key.class)
public class PlanningFile extends PanacheEntityBase {
  /** What a file is to the loop. */
  public enum Role {
    GOAL,
    CAPABILITIES,
    GOAL_REACHED,
    PENDING,
    /** A pending one that was not read yet, since many are before it. */
    PENDING_LATER,
    /** What a merged review has brought; of its text only the beginning is kept. */
    REVIEW,
    /** One of a task that is under way, or has ended and is yet to be put away: its name alone. */
    PROCESSED
  }

  public record Key(long repositoryId, String path) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public String path = "";

  public String role = "";

  /** Git's name of the content. */
  public String blob = "";

  public long bytes;

  /** Null where it is no text, too large, or was not asked for. */
  public @Nullable String content;

  /** What the task of a pending file is called; null for others, and where it does not say. */
  public @Nullable String title;

  /** Why a pending one or a review is of no use, whatever it holds; null where it is a file. */
  public @Nullable String flaw;

  /** One of a task that is under way. */
  static PlanningFile named(long repository, String path) {
    PlanningFile file = new PlanningFile();
    file.repositoryId = repository;
    file.path = path;
    file.role = Role.PROCESSED.name();
    return file;
  }

  /** The texts of the pending files that were read, by Git's names of them. */
  static Uni<Map<String, String>> pendingTexts(long repository) {
    return PlanningFile.<PlanningFile>list(
            "repositoryId = ?1 and role = 'PENDING' and content is not null", repository)
        .map(
            (List<PlanningFile> files) ->
                files.stream()
                    .collect(
                        Collectors.toMap(
                            file -> file.blob,
                            file -> file.content == null ? "" : file.content,
                            (one, same) -> one)));
  }
}
