package dev.pawl.mirror;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pull request that was looked at for a change of the settings: which of its heads, and what. */
@Entity
@Table(name = "settings_proposal")
@IdClass(SettingsProposal.Key.class)
public class SettingsProposal extends PanacheEntityBase {
  /** How many of a repository's are judged at once; of more, the newest. */
  private static final int MOST = 20;

  /**
   * What a backtest is made of, in SQL: the head, and the settings in force. {@code s} is the
   * proposal, {@code f} the repository's settings.
   */
  public static final String MADE_OF =
      "s.head || ' ' || f.blob || ' ' || md5(coalesce(f.base_content, ''))";

  public record Key(long repositoryId, int number) implements Serializable {}

  @Id
  @Column(name = "repository_id")
  public long repositoryId;

  @Id public int number;

  /** The commit that was looked at. */
  public String head = "";

  public boolean changes;

  /** The file in that commit; empty: there is none. */
  public String blob = "";

  /** Null: it is no text, or too large. */
  public @Nullable String content;

  @Column(name = "looked_at")
  public Instant lookedAt = Instant.EPOCH;

  /** What it would have changed lately, as Markdown; null: not known yet. */
  public @Nullable String backtest;

  /** As {@link #MADE_OF} named what that was made of. */
  @Column(name = "backtest_of")
  public @Nullable String backtestOf;

  @Column(name = "backtested_at")
  public @Nullable Instant backtestedAt;

  /** Those that are open and change the file in the head that they have now. */
  public static Uni<List<SettingsProposal>> open(long repository) {
    return SettingsProposal.<SettingsProposal>find(
            "from SettingsProposal s where s.repositoryId = ?1 and s.changes and exists ("
                + "from PullRequest p, Repository r where p.repositoryId = s.repositoryId"
                + " and r.id = p.repositoryId and p.number = s.number and p.headSha = s.head"
                + " and p.state = 'open' and p.baseBranch = r.defaultBranch)"
                + " order by s.number desc",
            repository)
        .page(0, MOST)
        .list();
  }
}
