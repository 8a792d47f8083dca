package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Which issue a pull request works on, and how that was found. */
@Entity
@Table(name = "mirror_issue_link")
@IdClass(IssueLink.Key.class)
public class IssueLink extends PanacheEntityBase {
  /** Of pull requests {@code r}, in HQL: those with a task, or made by Pawl, before all others. */
  public static final String WORKED_WITH_FIRST =
      "case when r.effectKey is not null or exists (from IssueLink l where"
          + " l.repositoryId = r.repositoryId and l.pullRequest = r.number"
          + " and l.issue is not null) then 0 else 1 end";

  public record Key(long repositoryId, int pullRequest) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id
  @Column(name = "pull_request")
  public int pullRequest;

  /** Null where it works on none. */
  public @Nullable Integer issue;

  /** One of {@link IssueLinking.How}, in the words of {@link IssueLinking.How#word()}. */
  public String how = "";

  /** Why there is no issue, as one sentence for people; empty where there is. */
  public String note = "";
}
