package dev.pawl.mirror;

import dev.pawl.store.Database;
import dev.pawl.store.OldRows;
import dev.pawl.store.Retention;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Drops pull requests that ended long ago, with all that belongs to them, and the checks of commits
 * that are no pull request's head any more. While a merge is watched, checks of its base are kept;
 * one that is dropped between the reading of what landed and the watch's beginning is read again at
 * its end.
 */
@ApplicationScoped
class PullRequestRetention implements Retention {
  private static final String OLD =
      """
      with old as (
        select repository_id, number from mirror_pull_request
        where state <> 'open' and seen_at < $1
        order by seen_at limit $2 for update skip locked
      )
      delete from mirror_pull_request p using old
      where p.repository_id = old.repository_id and p.number = old.number
      """;

  private final Database database;
  private final OldRows rows;

  PullRequestRetention(
      Database database,
      WorldClock clock,
      @ConfigProperty(name = "pawl.retention.history-days", defaultValue = "365") int days) {
    this.database = database;
    this.rows = new OldRows(database, clock, days, OLD);
  }

  @Override
  public String what() {
    return "pull requests";
  }

  @Override
  public int drop(int most) {
    int ended = rows.drop(most);
    int checks =
        database
            .execute(
                """
                with old as (
                  select c.ctid from mirror_check c
                  where not exists (select 1 from mirror_pull_request p
                    where p.repository_id = c.repository_id
                      and (p.head_sha = c.head_sha or p.watched))
                  limit $1 for update skip locked
                )
                delete from mirror_check c using old where c.ctid = old.ctid
                """,
                most)
            .rowCount();
    int looks =
        database
            .execute(
                """
                with old as (
                  select s.ctid from settings_proposal s
                  where not exists (select 1 from mirror_pull_request p
                    where p.repository_id = s.repository_id and p.number = s.number
                      and p.state = 'open')
                  limit $1 for update skip locked
                )
                delete from settings_proposal s using old where s.ctid = old.ctid
                """,
                most)
            .rowCount();
    return Math.max(Math.max(ended, checks), looks);
  }
}
