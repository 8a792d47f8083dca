package dev.pawl.soak;

import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.InFlight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a soak has brought, by Pawl's own books; printed, and written to target/soak.md. */
final class SoakFigures {
  private static final Path REPORT = Path.of("target", "soak.md");

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

  /**
   * Before anything is asserted, so that a soak that ends badly tells what it has found.
   *
   * @param findings what must not be
   */
  void write(Town town, SoakVerdict verdict, Map<String, List<String>> findings, int hours) {
    merges = town.repositories().stream().mapToLong(each -> verdict.merges(each).size()).sum();
    List<String> lines = new ArrayList<>();
    line(lines, "repositories", Integer.toString(town.repositories().size()));
    line(lines, "hours of the world's clock", hours + ", " + speed + " times as fast");
    line(
        lines,
        "turns ended (a capability update done)",
        one(
            database,
            "select count(*) from phase where kind = 'capability-update' and state = 'done'"));
    line(lines, "merges by Pawl", Long.toString(merges));
    mail(lines);
    answers(lines);
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
            from (select extract(epoch from e.ended_at - greatest(e.made_at, e.started_at, e.signal_at)) / 60
                as minutes from execution e join execution n on n.phase_id = e.phase_id
                and n.attempt = e.attempt + 1
                where e.ended_at is not null and %s) as stalls
            """
                .formatted(Alarms.STALLED.formatted("n.reason"))));
    alarms(lines);
    line(
        lines,
        "tasks worked on at once in one repository, at most",
        one(database, "select coalesce(max(most), 0) from (" + InFlight.MOST + ") m"));
    findings.forEach((what, found) -> line(lines, what, Integer.toString(found.size())));
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

  private void mail(List<String> lines) {
    Mail mail =
        Mail.of(
            github.attempts(), database.apply("select guid::text from delivery order by sequence"));
    // The log forgets the oldest of very many.
    line(lines, "attempts at deliveries, by GitHub's log", Integer.toString(mail.attempts()));
    line(lines, "of these never sent", Long.toString(mail.dropped()));
    line(lines, "sent twice", Long.toString(mail.doubled()));
    line(lines, "overtaken by a later one", Long.toString(mail.overtaken()));
    line(lines, "that found nobody, or no answer", Long.toString(mail.unanswered()));
  }

  private void answers(List<String> lines) {
    List<String> faults =
        github.requests().stream()
            .map(request -> request.path("fault").asText(""))
            .filter(fault -> fault.startsWith("fail-"))
            .toList();
    line(
        lines,
        "answers of GitHub that failed before or after the write",
        Collections.frequency(faults, "fail-before")
            + " and "
            + Collections.frequency(faults, "fail-after"));
  }

  private void alarms(List<String> lines) {
    Alarms alarms = new Alarms(new AgentControl(github).sessions(), database);
    line(
        lines,
        "false alarms: stalls of agents that were not silent",
        Long.toString(alarms.falseOnes()));
    line(lines, "false alarms by the mood of the session", alarms.told());
  }

  private static String one(Function<String, List<String>> database, String sql) {
    return database.apply(sql).getFirst();
  }

  private static void line(List<String> lines, String figure, String value) {
    lines.add(String.format(Locale.ROOT, "| %s | %s |%n", figure, value));
  }
}
