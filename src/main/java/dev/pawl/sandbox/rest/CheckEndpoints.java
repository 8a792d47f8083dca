package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.CheckActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.CheckRun;
import dev.pawl.sandbox.world.CheckSuite;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Check runs; only an App writes them. Source: https://docs.github.com/en/rest/checks/runs. */
public final class CheckEndpoints {
  /** In one request. */
  private static final int MOST_ANNOTATIONS = 50;

  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final CheckActs acts;

  public CheckEndpoints(World world, Shapes shapes, Access access, CheckActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String repository = "/repos/{owner}/{repo}";
    routes
        .add("POST", repository + "/check-runs", Need.write("checks"), this::create)
        .add("GET", repository + "/check-runs/{id}", Need.read("checks"), this::get)
        .add("PATCH", repository + "/check-runs/{id}", Need.write("checks"), this::update)
        .add("GET", repository + "/check-suites/{id}", Need.read("checks"), this::suite)
        .add("GET", repository + "/commits/{ref}/check-suites", Need.read("checks"), this::suites)
        .add("GET", repository + "/commits/{ref}/check-runs", Need.read("checks"), this::list);
  }

  private Answer create(Call call) {
    requireApp(call);
    Repository repository = call.repository();
    CheckRun run = new CheckRun();
    run.name = call.required("CheckRun", "name");
    run.headSha = call.required("CheckRun", "head_sha");
    run.app = world.app().id();
    run.appSlug = world.app().slug();
    // Another App's bot, such as that of continuous integration.
    if (call.caller() instanceof Caller.Person(Account account)) {
      run.app = AgentAccount.app(account);
      run.appSlug = String.valueOf(account.slug);
    }
    if (world.git.of(repository).commit(run.headSha) == null)
      throw ApiError.of(422, "No commit found for SHA: " + run.headSha);
    fill(run, call);
    acts.create(repository, run, access.actor(call.caller()));
    var shape = shapes.checks.checkRun(repository, run);
    return Answer.created(shape).header("Location", shape.get("url").asText());
  }

  private Answer get(Call call) {
    return Answer.ok(shapes.checks.checkRun(call.repository(), find(call)));
  }

  private Answer update(Call call) {
    requireApp(call);
    CheckRun run = find(call);
    boolean wasCompleted = run.status.equals("completed");
    String name = call.text("name");
    if (name != null) run.name = name;
    fill(run, call);
    acts.updated(call.repository(), run, access.actor(call.caller()), wasCompleted);
    return Answer.ok(shapes.checks.checkRun(call.repository(), run));
  }

  private Answer list(Call call) {
    Repository repository = call.repository();
    String sha = CommitEndpoints.sha(world, call);
    String name = call.query("check_name");
    String status = call.query("status");
    List<CheckRun> runs =
        repository.checkRuns.values().stream()
            .filter(run -> run.headSha.equals(sha))
            .filter(run -> name == null || run.name.equals(name))
            .filter(run -> status == null || run.status.equals(status))
            .sorted(Comparator.comparing((CheckRun run) -> run.id).reversed())
            .toList();
    return Pages.counted(call, "check_runs", runs, run -> shapes.checks.checkRun(repository, run));
  }

  private Answer suite(Call call) {
    Repository repository = call.repository();
    long id = call.paramLong("id");
    for (CheckRun run : repository.checkRuns.values())
      if (run.suite == id) return Answer.ok(shape(repository, CheckSuite.of(repository, run)));
    throw ApiError.notFound();
  }

  private Answer suites(Call call) {
    Repository repository = call.repository();
    return Pages.counted(
        call,
        "check_suites",
        CheckSuite.of(repository, CommitEndpoints.sha(world, call)),
        suite -> shape(repository, suite));
  }

  private ObjectNode shape(Repository repository, CheckSuite suite) {
    ObjectNode shape = shapes.checks.suite(repository, suite, null);
    shape.set("repository", shapes.repositories.basic(repository));
    return shape;
  }

  /** A conclusion or a completion time makes it completed, as the documentation says. */
  private void fill(CheckRun run, Call call) {
    String status = call.text("status");
    String conclusion = call.text("conclusion");
    String completedAt = call.text("completed_at");
    if (status != null) run.status = status;
    if (conclusion != null) {
      run.conclusion = conclusion;
      run.status = "completed";
    }
    if (run.status.equals("completed") && run.conclusion == null)
      throw ApiError.of(422, "Invalid request.\n\nMissing conclusion for a completed check run.");
    String startedAt = call.text("started_at");
    if (startedAt != null) run.startedAt = Instant.parse(startedAt);
    if (completedAt != null) run.completedAt = Instant.parse(completedAt);
    else if (run.status.equals("completed") && run.completedAt == null)
      run.completedAt = world.now();
    if (!run.status.equals("completed")) {
      run.completedAt = null;
      run.conclusion = null;
    }
    String externalId = call.text("external_id");
    if (externalId != null) run.externalId = externalId;
    String details = call.text("details_url");
    if (details != null) run.detailsUrl = details;
    JsonNode output = call.json().path("output");
    if (output.isObject()) {
      run.title = Json.text(output, "title");
      run.summary = TextLength.output("summary", Json.text(output, "summary"));
      run.text = Json.text(output, "text");
      run.annotations += annotations(output.path("annotations"));
    }
  }

  /** Those of a change come to those that are there. */
  private static int annotations(JsonNode annotations) {
    if (annotations.size() > MOST_ANNOTATIONS)
      throw ApiError.of(422, "Invalid request.\n\nNo more than 50 annotations may be given.");
    for (JsonNode one : annotations)
      if (Json.text(one, "path") == null
          || one.path("start_line").asInt() < 1
          || one.path("end_line").asInt() < one.path("start_line").asInt()
          || Json.text(one, "message") == null
          || !List.of("notice", "warning", "failure")
              .contains(one.path("annotation_level").asText()))
        throw ApiError.of(422, "Invalid request.\n\nAn annotation is not complete.");
    return annotations.size();
  }

  private static void requireApp(Call call) {
    boolean bot =
        call.caller() instanceof Caller.Person(Account account) && account.type == Account.Type.Bot;
    if (!bot && !(call.caller() instanceof Caller.Installed))
      throw ApiError.of(403, "You must authenticate via a GitHub App.");
  }

  private static CheckRun find(Call call) {
    CheckRun run = call.repository().checkRuns.get(call.paramLong("id"));
    if (run == null) throw ApiError.notFound();
    return run;
  }
}
