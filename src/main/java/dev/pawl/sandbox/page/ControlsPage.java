package dev.pawl.sandbox.page;

import dev.pawl.sandbox.fault.Fault;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.fault.Mishap;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where people make things go wrong: agents, GitHub itself, time, and what they do by hand. */
public final class ControlsPage {
  public static final String PATH = "/_sandbox/controls";

  private static final List<String> OFTEN = List.of("1", "3", "10", "10%", "50%");
  private static final List<String> PACES = List.of("PT0.3S", "PT0.7S", "PT2S", "PT5S", "PT20S");
  private static final List<String> JUMPS = List.of("PT1M", "PT15M", "PT1H", "PT6H", "P1D");
  private static final List<String> SPEEDS = List.of("1", "5", "20");

  private final World world;
  private final Faults faults;
  private final Courier courier;
  private final AgentPages agents;
  private final PeopleForms people;

  ControlsPage(World world, Faults faults, Courier courier, AgentPages agents, PeopleForms people) {
    this.world = world;
    this.faults = faults;
    this.courier = courier;
    this.agents = agents;
    this.people = people;
  }

  String page() {
    return Html.page(
        "Controls",
        "<p>Make something go wrong here, and watch"
            + pawl()
            + " what becomes of it. Nothing of this leaves your machine.</p>"
            + section("agents", "Agents", moods() + pace())
            + section("github", "GitHub", mishaps())
            + section("hand", "By hand", people.open(PATH + "#hand") + wishes())
            + section("clock", "The world's clock", clock())
            + section("anew", "Begin anew", anew()));
  }

  private static String section(String id, String title, String body) {
    return "<section aria-labelledby=\""
        + id
        + "\"><h2 id=\""
        + id
        + "\">"
        + title
        + "</h2>"
        + body
        + "</section>";
  }

  /** On whose pages it is watched. */
  private String pawl() {
    URI webhook = courier.target().url();
    return webhook == null
        ? ""
        : " on " + Html.link(webhook.resolve("/").toString(), "Pawl's pages");
  }

  private String moods() {
    StringBuilder list = new StringBuilder("<ul class=\"plain\">");
    boolean none = true;
    for (Repository repository : world.rows().repositories.values()) {
      if (repository.ciChecks.isEmpty()) continue;
      none = false;
      String name = world.fullName(repository);
      list.append("<li>")
          .append(AgentAccount.COPILOT.login())
          .append(" in ")
          .append(Html.link("/" + name, name))
          .append(agents.choice(repository, AgentAccount.COPILOT, PATH + "#agents"))
          .append("</li>");
    }
    return none
        ? "<p class=\"soft\">No agent is at work in any repository.</p>"
        : "<p class=\"soft\">A mood takes hold with the next session, that is with the next task"
            + " or attempt. Other agents stand on the repository's own page.</p>"
            + list
            + "</ul>";
  }

  private String pace() {
    String now = world.rows().agentPace.toString();
    StringBuilder options = new StringBuilder();
    if (!PACES.contains(now)) options.append(Form.option(now, said(world.rows().agentPace), true));
    for (String pace : PACES)
      options.append(Form.option(pace, said(Duration.parse(pace)), pace.equals(now)));
    return Form.to("pace", PATH + "#agents")
        .select("pace", "A step of an agent takes about", options)
        .button("Set", "Set the pace");
  }

  private String mishaps() {
    StringBuilder list = new StringBuilder("<ul class=\"plain\">");
    for (Fault fault : faults.all())
      list.append("<li>")
          .append(Html.escape(often(fault)))
          .append(", at ")
          .append(Html.escape(Mishap.aimOf(fault)))
          .append(": GitHub ")
          .append(Html.escape(Mishap.says(fault)))
          .append(
              Form.to("end-fault", PATH + "#github")
                  .with("id", String.valueOf(fault.id()))
                  .button("End it", "End it: " + Mishap.says(fault)))
          .append("</li>");
    return "<p class=\"soft\">What agents and checks do is left alone; this is for Pawl only. A"
        + " limit is over when its time has passed, by the world's clock.</p>"
        + mishap("Requests", true)
        + mishap("Deliveries", false)
        + (faults.all().isEmpty()
            ? "<p class=\"soft\">Nothing goes wrong just now.</p>"
            : list + "</ul>" + Form.to("end-fault", PATH + "#github").button("End all of it"));
  }

  private static String mishap(String title, boolean calls) {
    StringBuilder aims = new StringBuilder();
    for (Mishap.Aim aim : Mishap.Aim.values())
      if (aim.ofCalls() == calls) aims.append(option(aim.name(), aim.says()));
    StringBuilder mishaps = new StringBuilder();
    for (Mishap mishap : Mishap.values())
      if (mishap.ofCalls() == calls) mishaps.append(option(mishap.name(), mishap.says()));
    StringBuilder often = new StringBuilder();
    for (String each : OFTEN)
      often.append(
          Form.option(
              each,
              each.endsWith("%")
                  ? each.replace("%", " % of the time")
                  : each.equals("1") ? "the next time" : "the next " + each + " times",
              each.equals("1")));
    return Form.to("fault", PATH + "#github")
        .select("aim", title, aims)
        .select("mishap", "GitHub", mishaps)
        .select("often", "How often", often)
        .button("Begin", "Begin, for " + title.toLowerCase(Locale.ROOT));
  }

  private static String option(String name, String says) {
    return Form.option(name.toLowerCase(Locale.ROOT), says, false);
  }

  private static String often(Fault fault) {
    return fault.percent() < 100
        ? fault.percent() + " % of the time"
        : fault.times() == 1
            ? "The next time"
            : fault.times() < 0 ? "Each time" : "The next " + fault.times() + " times";
  }

  private String wishes() {
    StringBuilder forms = new StringBuilder();
    for (Repository repository : world.rows().repositories.values()) {
      if (repository.ciChecks.isEmpty()) continue;
      String name = world.fullName(repository);
      forms
          .append("<details><summary>Ask something of ")
          .append(Html.escape(name))
          .append("</summary>")
          .append(people.wishes(repository, PATH + "#hand"))
          .append("</details>");
    }
    return forms.toString();
  }

  private String clock() {
    StringBuilder jumps = new StringBuilder();
    for (String jump : JUMPS)
      jumps.append(Form.option(jump, said(Duration.parse(jump)), jump.equals("PT15M")));
    StringBuilder speeds = new StringBuilder();
    for (String speed : SPEEDS)
      speeds.append(
          Form.option(
              speed,
              speed.equals("1") ? "as usual" : speed + " times as fast",
              Double.parseDouble(speed) == world.clock.speed()));
    return "<p>It is "
        + Html.escape(world.clock.second())
        + " there. <span class=\"soft\">Patience, pauses and limits are counted by this clock. In"
        + " dev mode Pawl's goes on with it, a second later at most.</span></p>"
        + Form.to("clock", PATH + "#clock")
            .select("advance", "Put it forward by", jumps)
            .button("Put forward")
        + Form.to("clock", PATH + "#clock")
            .select("speed", "It runs", speeds)
            .button("Set", "Set the clock's speed");
  }

  private static String anew() {
    return "<p class=\"soft\">All repositories, issues and deliveries of the sandbox are dropped,"
        + " and acme/lighthouse is made as it was at first. Pawl keeps what it has noted of"
        + " the old ones.</p>"
        + Form.to("reset", PATH).button("Drop everything and begin anew");
  }

  private static String said(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toMillis() % 1000 != 0) return duration.toMillis() / 1000.0 + " seconds";
    if (seconds % 86_400 == 0) return count(seconds / 86_400, "day");
    if (seconds % 3_600 == 0) return count(seconds / 3_600, "hour");
    if (seconds % 60 == 0) return count(seconds / 60, "minute");
    return count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
