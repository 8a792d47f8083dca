package dev.pawl.soak;

import dev.pawl.sandbox.SandboxControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a soak has brought, by Pawl's own books; printed, and written to target/soak.md. */
final class SoakFigures {
  private static final Path REPORT = Path.of("target", "soak.md");

  private static final String STALLED =
      "(reason like '%did not begin%' or reason like '%has been silent%')";

  private final SandboxControl github;
  private final Function<String, List<String>> database;
  private final Instant begun;
  private final double speed;
  private long merges;

  SoakFigures(
      SandboxControl github, Function<String, List<String>> database, Instant begun, double speed) {
    this.github = github;
    this.database = database;
    this.begun = begun;
    this.speed = speed;
  }

  long merges() {
    return merges;
  }

  /** In one line, while it goes on. */
  static String progress(Function<String, List<String>> database) {
    return one(
        database,
        """
        select count(*) filter (where state = 'done') || ' phases done, '
          || count(*) filter (where state = 'stuck') || ' stuck, '
          || count(*) filter (where state not in ('done', 'stuck', 'skipped', 'cancelled'))
          || ' under way' from phase
        """);
  }

  void write(Town town, List<Town.Resident> residents, SoakVerdict verdict, int hours) {
    merges = town.repositories().stream().mapToLong(each -> verdict.merges(each).size()).sum();
    List<String> lines = new ArrayList<>();
    line(lines, "repositories", Integer.toString(residents.size()));
    line(lines, "hours of the world's clock", hours + ", " + speed + " times as fast");
    line(
        lines,
        "turns ended (a capability update done)",
        one(
            database,
            "select count(*) from phase where kind = 'capability-update' and state = 'done'"));
    line(lines, "merges by Pawl", Long.toString(merges));
    line(
        lines,
        "deliveries lost, doubled, overtaken or failed",
        "of " + github.deliveries().size() + " attempts");
    line(
        lines,
        "GitHub's answers that failed",
        Long.toString(
            github.requests().stream()
                .filter(request -> request.path("fault").asText("").startsWith("fail-"))
                .count()));
    line(lines, "interventions", one(database, "select count(*) from intervention"));
    line(
        lines,
        "hours to the first needed human",
        one(
            database,
            "select coalesce(round((extract(epoch from min(raised_at) - timestamptz '"
                + begun
                + "') / 3600)::numeric, 1)::text, 'none') from intervention"));
    line(
        lines,
        "repositories that needed nobody",
        one(
            database,
            "select count(*) from mirror_repository r where not exists"
                + " (select from intervention i where i.repository_id = r.id)"));
    line(
        lines,
        "stalls found, minutes after the agent was last heard of (median, most)",
        one(
            database,
            """
            select count(*) || ' stalls, ' || coalesce(round(percentile_cont(0.5)
                within group (order by minutes)::numeric)::text, '-') || ', '
              || coalesce(round(max(minutes)::numeric)::text, '-')
            from (select extract(epoch from e.ended_at - greatest(e.started_at, e.signal_at)) / 60
                as minutes from execution e join execution n on n.phase_id = e.phase_id
                and n.attempt = e.attempt + 1
                where e.ended_at is not null and %s) as stalls
            """
                .formatted(STALLED.replace("reason", "n.reason"))));
    line(lines, "false alarms: stalls of agents that were at work", falseAlarms(town, residents));
    String report = "| figure | measured |\n|---|---|\n" + String.join("", lines);
    System.out.print(report);
    try {
      Files.writeString(REPORT, report);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    for (String need :
        database.apply(
            "select r.name || ': ' || i.why from intervention i join mirror_repository r"
                + " on r.id = i.repository_id order by i.id")) {
      System.out.println("needs somebody: " + need);
    }
  }

  /** By the agents' own notes: in a repository whose agent never is silent, nobody stalls. */
  private String falseAlarms(Town town, List<Town.Resident> residents) {
    long alarms = 0;
    for (int i = 0; i < residents.size(); i++) {
      if (residents.get(i).stalls()) {
        continue;
      }
      String name = town.repositories().get(i).replaceFirst(".*/", "");
      List<String> reasons =
          database.apply(
              "select e.reason from execution e join phase p on p.id = e.phase_id"
                  + " join mirror_repository r on r.id = p.repository_id where r.name = '"
                  + name
                  + "' and "
                  + STALLED.replace("reason", "e.reason"));
      reasons.forEach(reason -> System.out.println("false alarm in " + name + ": " + reason));
      alarms += reasons.size();
    }
    return Long.toString(alarms);
  }

  private static String one(Function<String, List<String>> database, String sql) {
    return database.apply(sql).getFirst();
  }

  private static void line(List<String> lines, String figure, String value) {
    lines.add(String.format(Locale.ROOT, "| %s | %s |%n", figure, value));
  }
}
