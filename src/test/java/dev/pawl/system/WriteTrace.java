package dev.pawl.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * The database itself writes down which login claimed a lane and which wrote in it, in the order of
 * the lane's lock. Each replica has a login of its own, so that a worker which writes under a claim
 * of another's is seen: the row alone would name the other.
 */
final class WriteTrace {
  private final SystemStory story;

  WriteTrace(SystemStory story) {
    this.story = story;
  }

  /** From now on. Nobody may hold a lane meanwhile. */
  void begin() {
    story.execute(
        """
        create table claimed (lane text, fencing bigint, writer text, holder uuid,
          at timestamptz default clock_timestamp(), primary key (lane, fencing));
        create function claimed() returns trigger language plpgsql as $$
        begin
          insert into claimed (lane, fencing, writer, holder)
            values (new.name, new.fencing, session_user, new.held_by);
          return new;
        end $$;
        create trigger claimed after insert or update of fencing on lane for each row
          when (new.held_by is not null) execute function claimed();

        create table slow (seconds float);
        create table trace (n bigint generated always as identity, what text, guid uuid, lane text,
          fencing bigint, writer text, at timestamptz default clock_timestamp());
        create function trace() returns trigger language plpgsql as $$
        declare
          written jsonb := to_jsonb(new);
        begin
          insert into trace (what, guid, lane, fencing, writer)
          select tg_table_name, (written->>'guid')::uuid, l.name, l.fencing, session_user from lane l
          where l.name = coalesce(written->>'lane', 'repo:' || (written->>'repository_id'));
          perform pg_sleep(seconds) from slow;
          return new;
        end $$;
        create trigger trace after update on delivery for each row
          when (old.state = 'pending' and new.state <> 'pending') execute function trace();
        create trigger trace after insert or update on mirror_issue for each row execute function trace();
        create trigger trace after insert on decision for each row execute function trace();
        create trigger trace after insert or update on effect for each row execute function trace();

        create table told (n bigint generated always as identity, repository_id bigint, number integer);
        create function told() returns trigger language plpgsql as $$
        begin
          insert into told (repository_id, number) values (new.repository_id, new.number);
          return new;
        end $$;
        create trigger told after insert on mirror_issue for each row
          when (new.title like 'question %') execute function told();
        """);
  }

  /** Each write takes so much longer, so that whoever works can be met at it. */
  void slow(double seconds) {
    story.execute("insert into slow values (" + seconds + ")");
  }

  void fast() {
    story.execute("delete from slow");
  }

  /** Takes lanes out of their workers' hands, as a lease does that runs out: whoever looks next. */
  void endLeases() {
    story.execute(
        "update lane set lease_until = 'epoch' where held_by is not null and name like 'repo:%'");
  }

  long projections() {
    return story.count("select count(*) from trace where what = 'delivery'");
  }

  /** How often a lane went from one replica to the other. */
  long changesOfHands() {
    return story.count(
        """
        select count(*) from (
          select writer, lag(writer) over (partition by lane order by fencing) as before from claimed
        ) t where writer <> before
        """);
  }

  /** Whoever has a lane in hand that has something pending: lane and login. */
  List<String> atWork() {
    return story.texts(
        """
        select l.name || ' ' || c.writer from lane l
        join claimed c on c.lane = l.name and c.fencing = l.fencing
        where l.held_by = c.holder and l.lease_until > clock_timestamp() and l.name like 'repo:%'
          and exists (select from delivery d where d.lane = l.name and d.state = 'pending')
        order by l.lease_until desc
        """);
  }

  /**
   * Within a lane nobody writes but whoever has the latest claim, and each claim has one writer.
   */
  void noOverlap() {
    assertThat(
            story.texts(
                """
                select t.what || ' in ' || t.lane || ' under ' || t.fencing || ' by ' || t.writer
                  || ', claimed by ' || coalesce(c.writer, 'nobody')
                from trace t left join claimed c on c.lane = t.lane and c.fencing = t.fencing
                where c.writer is distinct from t.writer order by t.n
                """))
        .as("writes of others than the holder")
        .isEmpty();
    assertThat(
            story.texts(
                "select lane || ' ' || fencing from trace group by lane, fencing"
                    + " having count(distinct writer) > 1"))
        .as("claims under which several wrote")
        .isEmpty();
    assertThat(
            story.count(
                """
                select count(*) from (
                  select fencing, lag(fencing) over (partition by lane order by n) as before from trace
                ) t where fencing < before
                """))
        .as("writes under an older claim than the one before")
        .isZero();
    assertThat(story.count("select count(guid) - count(distinct guid) from trace"))
        .as("deliveries that were projected twice")
        .isZero();
  }

  /** How many replicas have brought deliveries into the mirror. */
  long atWorkSoFar() {
    return story.count("select count(distinct writer) from trace where what = 'delivery'");
  }

  /** What was projected of a repository. */
  List<String> projected(String repository) {
    return story.texts(
        "select t.guid::text from trace t join mirror_repository r on t.lane = 'repo:' || r.id"
            + " where t.what = 'delivery' and r.owner || '/' || r.name = '"
            + repository
            + "'");
  }

  /** The numbers of the questions as they came into the mirror of a repository. */
  List<Integer> questions(String repository) {
    return story
        .texts(
            "select t.number::text from told t join mirror_repository r on t.repository_id = r.id"
                + " where r.owner || '/' || r.name = '"
                + repository
                + "' order by t.n")
        .stream()
        .map(Integer::valueOf)
        .toList();
  }
}
