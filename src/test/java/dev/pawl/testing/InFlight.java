package dev.pawl.testing;

/** How many developments were under way at once, by Pawl's own history. */
public final class InFlight {
  /**
   * A query for the most that there were in each repository: {@code repository_id}, {@code most}.
   * Lines of one repository are written under its lane's row, so their ids are in order.
   */
  public static final String MOST =
      """
      select repository_id, max(open) as most from (
        select h.repository_id, sum(case
            when h.change = 'opened' then 1
            when h.after in ('done', 'skipped', 'cancelled')
              and h.before not in ('done', 'skipped', 'cancelled') then -1
            when h.before in ('done', 'skipped', 'cancelled')
              and h.after not in ('done', 'skipped', 'cancelled') then 1
            else 0 end) over (partition by h.repository_id order by h.id) as open
        from run_history h join phase p on h.object = 'phase:' || p.id
        where p.kind = 'development') as moments
      group by repository_id
      """;

  private InFlight() {}
}
