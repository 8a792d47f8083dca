package dev.pawl.sandbox;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.AppKey;
import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.act.Registrations;
import dev.pawl.sandbox.agent.Agents;
import dev.pawl.sandbox.control.Control;
import dev.pawl.sandbox.control.Forms;
import dev.pawl.sandbox.control.Reset;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.graphql.GraphqlEndpoint;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.hook.Target;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Front;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.http.Server;
import dev.pawl.sandbox.page.ControlsPage;
import dev.pawl.sandbox.page.RegistrationPages;
import dev.pawl.sandbox.page.Site;
import dev.pawl.sandbox.rest.AgentEndpoints;
import dev.pawl.sandbox.rest.AppEndpoints;
import dev.pawl.sandbox.rest.CheckEndpoints;
import dev.pawl.sandbox.rest.CommentEndpoints;
import dev.pawl.sandbox.rest.CommitEndpoints;
import dev.pawl.sandbox.rest.ContentEndpoints;
import dev.pawl.sandbox.rest.DeliveryEndpoints;
import dev.pawl.sandbox.rest.ForkEndpoints;
import dev.pawl.sandbox.rest.GitEndpoints;
import dev.pawl.sandbox.rest.IssueEndpoints;
import dev.pawl.sandbox.rest.IssuePartEndpoints;
import dev.pawl.sandbox.rest.LabelEndpoints;
import dev.pawl.sandbox.rest.ManifestEndpoints;
import dev.pawl.sandbox.rest.MergeEndpoints;
import dev.pawl.sandbox.rest.PullRequestEndpoints;
import dev.pawl.sandbox.rest.ReactionEndpoints;
import dev.pawl.sandbox.rest.RepositoryEndpoints;
import dev.pawl.sandbox.rest.ReviewEndpoints;
import dev.pawl.sandbox.rest.ReviewRequestEndpoints;
import dev.pawl.sandbox.rest.RuleEndpoints;
import dev.pawl.sandbox.rest.ThreadEndpoints;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.AppIdentity;
import dev.pawl.sandbox.world.GitStore;
import dev.pawl.sandbox.world.Rows;
import dev.pawl.sandbox.world.Snapshot;
import dev.pawl.sandbox.world.World;
import dev.pawl.sandbox.world.WorldClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One running GitHub on loopback. */
public final class Sandbox implements AutoCloseable {
  private final Server server = new Server();
  private final World world;
  private final Courier courier;
  private final Control control;
  private final Forms forms;
  private final Agents agents;
  private final Front front;
  private final Site site;
  private final RegistrationPages registration;
  private final @Nullable Snapshot snapshot;
  private final URI url;

  private Sandbox(SandboxSettings settings) {
    Path data = settings.dataDirectory();
    if (data != null) create(data);
    String base = server.bind(settings.port());
    url = URI.create(base);
    world =
        new World(
            new AppIdentity(settings.appId(), settings.appSlug()),
            new WorldClock(settings.clockSpeed()),
            new GitStore(data == null ? null : data.resolve("git")));
    snapshot = data == null ? null : new Snapshot(data, world);
    Rows saved = snapshot == null ? null : snapshot.load();
    Rows rows = saved == null ? new Rows() : saved;
    AppKey key = key(settings, rows);
    rows.privateKey = key.pem();
    world.replace(rows);

    Shapes shapes = new Shapes(world, base);
    Faults faults = new Faults();
    DeliveryLog deliveries =
        new DeliveryLog(data == null ? null : data.resolve("deliveries.jsonl"));
    Target target = new Target(settings.webhookUrl(), settings.webhookSecret());
    courier = new Courier(world, deliveries, faults, target);
    Hooks hooks = new Hooks(world, shapes, deliveries, courier);
    Acts acts = new Acts(world, shapes, hooks, faults);
    Access access = new Access(world, key);
    RateLimits limits = new RateLimits(world.clock);
    TokenMint mint = new TokenMint();
    RequestLog requests = new RequestLog();

    Registrations registrations = new Registrations(world, access, courier, hooks);
    registration = new RegistrationPages(world, registrations);
    Routes routes = new Routes();
    new ManifestEndpoints(registrations, courier, shapes).register(routes);
    new AppEndpoints(world, shapes, limits, mint).register(routes);
    new CommentEndpoints(shapes, access, acts.issues).register(routes);
    new IssueEndpoints(world, shapes, access, acts).register(routes);
    new PullRequestEndpoints(world, shapes, access, acts).register(routes);
    new MergeEndpoints(world, shapes, access, acts.merges).register(routes);
    new ReviewEndpoints(world, shapes, access, acts.reviews, acts.threads).register(routes);
    new ThreadEndpoints(world, shapes, access, acts.threads).register(routes);
    new ReviewRequestEndpoints(world, shapes, access, acts.pulls).register(routes);
    new IssuePartEndpoints(world, shapes, access, acts.issues).register(routes);
    new LabelEndpoints(shapes, access, acts.labels).register(routes);
    new CommitEndpoints(world, shapes, access, acts.statuses).register(routes);
    new RuleEndpoints(world).register(routes);
    new CheckEndpoints(world, shapes, access, acts.checks).register(routes);
    new ContentEndpoints(world, shapes, access, acts.git).register(routes);
    new GitEndpoints(world, shapes, access, acts.git).register(routes);
    new ForkEndpoints(world, shapes, access, acts.repositories).register(routes);
    new RepositoryEndpoints(world, shapes).register(routes);
    new DeliveryEndpoints(world, shapes, deliveries, hooks).register(routes);
    new ReactionEndpoints(shapes, access, acts.agents).register(routes);
    new AgentEndpoints(access, acts.agents).register(routes);
    new GraphqlEndpoint(world, shapes, access, limits, acts).register(routes);
    front = new Front(world, access, limits, faults, routes, requests);
    site = new Site(world, shapes, deliveries, requests, faults, courier);
    agents = new Agents(world, hooks, mint, base);
    Reset reset = new Reset(world, courier, deliveries, faults, limits, requests);
    control =
        new Control(
            world,
            shapes,
            acts,
            hooks,
            deliveries,
            courier,
            faults,
            limits,
            mint,
            requests,
            reset,
            agents);
    forms = new Forms(world, control);
    server.handler(this::answer);
    agents.resume();
  }

  /** Starts it and returns when it answers. */
  public static Sandbox start(SandboxSettings settings) {
    return new Sandbox(settings);
  }

  /** The root of REST ({@code /repos/…}), GraphQL ({@code /graphql}), pages and control API. */
  public URI url() {
    return url;
  }

  /** A saved key stays, unless another one is given, so that a restart keeps the App's identity. */
  private static AppKey key(SandboxSettings settings, Rows rows) {
    String given = settings.privateKey();
    if (given != null) return AppKey.of(given);
    return rows.privateKey.isEmpty() ? AppKey.generated() : AppKey.of(rows.privateKey);
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Answer answer(Call call) {
    Answer answer;
    if (call.path().startsWith(Forms.PATH) && call.method().equals("POST")) {
      answer = forms.answer(call);
    } else if (call.path().startsWith("/_sandbox") && !call.path().equals(ControlsPage.PATH)) {
      answer = control.answer(call);
    } else {
      Answer page = registration.answer(call);
      if (page == null) page = site.page(call);
      answer = page == null ? front.answer(call) : page;
    }
    if (snapshot != null) snapshot.save();
    return answer;
  }

  @Override
  public void close() {
    agents.close();
    server.close();
    courier.close();
    if (snapshot != null) snapshot.save();
    world.close();
  }
}
