package dev.pawl.sandbox.page;

import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.Delivery;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.LoggedRequest;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages, at the addresses that {@code html_url} names. */
public final class Site {
  /** First segments that belong to the API. */
  private static final Set<String> API =
      Set.of(
          "app",
          "installation",
          "repos",
          "repositories",
          "users",
          "user",
          "rate_limit",
          "graphql",
          "meta");

  private final World world;
  private final DeliveryLog deliveries;
  private final RequestLog requests;
  private final RepositoryPages repositoryPages;
  private final ControlsPage controls;

  public Site(
      World world,
      Shapes shapes,
      DeliveryLog deliveries,
      RequestLog requests,
      Faults faults,
      Courier courier) {
    this.world = world;
    this.deliveries = deliveries;
    this.requests = requests;
    PullRequestPages pulls = new PullRequestPages(world, shapes);
    AgentPages agents = new AgentPages(world);
    PeopleForms people = new PeopleForms(world, pulls);
    this.repositoryPages = new RepositoryPages(world, pulls, agents, people);
    this.controls = new ControlsPage(world, faults, courier, agents, people);
  }

  /** The page at a path; null when the path is the API's. */
  public @Nullable Answer page(Call call) {
    if (!call.method().equals("GET")) return null;
    String[] parts = call.path().substring(1).split("/", 5);
    if (API.contains(parts[0])) return null;
    world.lock.lock();
    try {
      String html = html(parts);
      return html == null
          ? Answer.html(404, Html.page("Nothing here", "<p>There is no such page.</p>"))
          : Answer.html(200, html);
    } finally {
      world.lock.unlock();
    }
  }

  private @Nullable String html(String[] parts) {
    if (parts[0].equals("_sandbox")) return controls.page();
    if (parts[0].isEmpty()) return start();
    if (parts.length == 4 && parts[0].equals("apps") && parts[2].equals("installations"))
      return parts[1].equals(world.app().slug()) ? install() : null;
    if (parts.length == 1 || parts[0].equals("apps")) {
      Account account = world.account(parts[parts.length - 1]);
      if (account == null && parts.length == 2) account = world.bot();
      return account == null ? null : Html.page(account.login, repositories(account));
    }
    Repository repository = world.repository(parts[0], parts[1]);
    return repository == null ? null : repositoryPages.page(repository, parts);
  }

  private String start() {
    StringBuilder accounts = new StringBuilder();
    for (Account account : world.rows().accounts.values())
      accounts.append(
          Html.row(
              Html.link("/" + account.login, account.login),
              account.type.name(),
              installation(account)));
    return Html.page(
        "Sandbox",
        "<p>What goes wrong here is chosen on the page of "
            + Html.link(ControlsPage.PATH, "controls")
            + ".</p><h2>Repositories</h2>"
            + repositories(null)
            + "<h2>Accounts</h2>"
            + Html.table("Account,Type,App", accounts)
            + "<h2>Latest deliveries</h2>"
            + deliveries()
            + "<h2>Latest API requests</h2>"
            + requests());
  }

  /** Where people choose what the App is installed on; here always all of an account. */
  private String install() {
    StringBuilder accounts = new StringBuilder();
    for (Account account : world.rows().accounts.values())
      if (account.type != Account.Type.Bot)
        accounts.append(Form.option(account.login, account.login, false));
    return Html.page(
        "Install " + world.app().name(),
        Form.to("install", "/").select("account", "Account", accounts).button("Install"));
  }

  private String installation(Account account) {
    for (Installation installation : world.rows().installations.values())
      if (installation.account == account.id)
        return installation.suspendedAt == null ? "installed" : "suspended";
    return "<span class=\"soft\">not installed</span>";
  }

  private String repositories(@Nullable Account owner) {
    StringBuilder rows = new StringBuilder();
    for (Repository repository : world.rows().repositories.values()) {
      if (owner != null && repository.owner != owner.id) continue;
      long open = repository.issues.values().stream().filter(issue -> issue.open).count();
      long pulls =
          repository.pullRequests.values().stream()
              .filter(pull -> repository.issueOf(pull).open)
              .count();
      rows.append(
          Html.row(
              Html.link("/" + world.fullName(repository), world.fullName(repository)),
              Html.escape(repository.description == null ? "" : repository.description),
              (open - pulls) + " open",
              pulls + " open"));
    }
    return Html.table("Repository,Description,Issues,Pull requests", rows);
  }

  private String deliveries() {
    StringBuilder rows = new StringBuilder();
    int count = 0;
    for (Delivery delivery : deliveries.newestFirst()) {
      if (++count > 50) break;
      rows.append(
          Html.row(
              Html.escape(
                  delivery.action() == null
                      ? delivery.event()
                      : delivery.event() + " " + delivery.action()),
              "<code>" + Html.escape(delivery.guid()) + "</code>",
              delivery.redelivery() ? "redelivery" : "",
              Html.escape(delivery.status())));
    }
    return Html.table("Event,GUID,,Outcome", rows);
  }

  private String requests() {
    StringBuilder rows = new StringBuilder();
    for (LoggedRequest request : requests.newest(50))
      rows.append(
          Html.row(
              String.valueOf(request.sequence()),
              Html.escape(request.method() + " " + request.path()),
              Html.escape(request.caller()),
              request.status() == 0 ? "no answer" : String.valueOf(request.status()),
              request.wrote() ? "wrote" : "",
              Html.escape(request.fault() == null ? "" : request.fault())));
    return Html.table("Number,Request,Caller,Status,,Fault", rows);
  }
}
