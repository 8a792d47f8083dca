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

/**
 * A check run or commit status on the head of a pull request that the loop follows: the latest of
 * its name within its suite.
 */
@Entity
@Table(name = "mirror_check")
@IdClass(Check.Key.class)
public class Check extends PanacheEntityBase {
  public static final String RUN = "run";
  public static final String STATUS = "status";

  /** A workflow that waits for somebody's approval, and so has no check runs yet. */
  public static final String WORKFLOW = "workflow";

  public record Key(
      long repositoryId, String headSha, String kind, long app, long suite, String name)
      implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id
  @Column(name = "head_sha")
  public String headSha = "";

  @Id public String kind = RUN;

  /** The App that made the check run; 0 for a commit status. */
  @Id public long app;

  /** The check suite; 0 for a commit status. */
  @Id public long suite;

  @Id public String name = "";

  /** GitHub's id: what came later has the greater one. 0 where GitHub did not tell. */
  public long id;

  /** Workflow and what set it off; empty while unknown, or where there is none. */
  public String workflow = "";

  /** In GitHub's word, in small letters, such as {@code in_progress}. */
  public String status = "";

  /** In GitHub's word, in small letters; null before the end. */
  public @Nullable String conclusion;

  public @Nullable String url;

  /** When it ended, or began, as GitHub said. */
  public @Nullable Instant version;

  /** When an event told of it what no reading has shown yet, by the world's clock; else null. */
  @Column(name = "told_at")
  public @Nullable Instant toldAt;

  public boolean ended() {
    return status.equals("completed");
  }

  Key key() {
    return new Key(repositoryId, headSha, kind, app, suite, name);
  }

  /** Takes all that another tale of the same check says. */
  void take(Check told) {
    id = told.id == 0 ? id : told.id;
    workflow = told.workflow.isEmpty() ? workflow : told.workflow;
    status = told.status;
    conclusion = told.conclusion;
    url = told.url;
    version = told.version;
  }
}
