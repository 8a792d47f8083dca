package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.act.IssueActs;
import dev.pawl.sandbox.act.PullRequestActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Issues. Source: https://docs.github.com/en/rest/issues/issues. */
public final class IssueEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final IssueActs acts;
  private final PullRequestActs pullActs;
  private final AgentAssignments agents;

  public IssueEndpoints(World world, Shapes shapes, Access access, Acts acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts.issues;
    this.pullActs = acts.pulls;
    this.agents = new AgentAssignments(world, access);
  }

  public void register(Routes routes) {
    String issues = "/repos/{owner}/{repo}/issues";
    routes
        .add("GET", issues, Need.read("issues"), this::list)
        .add("POST", issues, Need.write("issues"), this::create)
        .add("GET", issues + "/{number}", Need.read("issues"), this::get)
        .add("PATCH", issues + "/{number}", Need.write("issues"), this::update);
  }

  private Answer list(Call call) {
    Repository repository = call.repository();
    requireIssues(repository);
    String state = call.query("state", "open");
    Instant now = world.clock.now();
    Stream<Issue> found =
        repository.issues.values().stream()
            .filter(issue -> !issue.listedFrom.isAfter(now))
            .filter(issue -> state.equals("all") || issue.open == state.equals("open"));
    String creator = call.query("creator");
    if (creator != null) {
      Account account = byCreator(creator);
      if (account == null) throw ApiError.invalid("Issue", "creator", "invalid", creator);
      found = found.filter(issue -> issue.author == account.id);
    }
    String assignee = call.query("assignee");
    if (assignee != null) found = found.filter(issue -> assigned(issue, assignee));
    for (String name : call.query("labels", "").split(",", -1)) {
      if (name.isBlank()) continue;
      Label label = repository.label(name.strip());
      found = found.filter(issue -> label != null && issue.labels.contains(label.id));
    }
    Instant since = since(call);
    if (since != null) found = found.filter(issue -> !issue.updatedAt.isBefore(since));
    return Pages.of(
        call, found.sorted(order(call)).toList(), issue -> shapes.issues.issue(repository, issue));
  }

  /** A bot is found as {@code slug[bot]} and as {@code app/slug} (assumed for the latter). */
  private @Nullable Account byCreator(String creator) {
    return world.account(
        creator.startsWith("app/") ? creator.substring("app/".length()) + "[bot]" : creator);
  }

  private boolean assigned(Issue issue, String assignee) {
    if (assignee.equals("none")) return issue.assignees.isEmpty();
    if (assignee.equals("*")) return !issue.assignees.isEmpty();
    Account account = world.account(assignee);
    return account != null && issue.assignees.contains(account.id);
  }

  static @Nullable Instant since(Call call) {
    String text = call.query("since");
    if (text == null) return null;
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiError.invalid("Issue", "since", "invalid", text);
    }
  }

  private static Comparator<Issue> order(Call call) {
    Comparator<Issue> order =
        switch (call.query("sort", "created")) {
          case "updated" -> Comparator.comparing((Issue issue) -> issue.updatedAt);
          default -> Comparator.comparing((Issue issue) -> issue.createdAt);
        };
    order = order.thenComparing(issue -> issue.number);
    return call.query("direction", "desc").equals("asc") ? order : order.reversed();
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    requireIssues(repository);
    String title = call.required("Issue", "title");
    if (title.isBlank()) throw ApiError.invalid("Issue", "title", "missing_field", null);
    if (title.length() > 256) throw ApiError.invalid("Issue", "title", "invalid", title);
    Actor by = access.actor(call.caller());
    // Dropped in silence for who may not triage, as the documentation says.
    boolean triages = access.triages(call.caller(), repository);
    Issue issue =
        acts.open(
            repository,
            by,
            title,
            TextLength.body("Issue", call.text("body")),
            triages ? names(call.json().path("labels")) : List.of(),
            triages ? agents.allowed(call, assignees(call.json()), List.of()) : List.of(),
            agents.wishes(call));
    return Answer.created(shapes.issues.single(repository, issue))
        .header("Location", shapes.issues.url(repository, issue));
  }

  private Answer get(Call call) {
    return Answer.ok(shapes.issues.single(call.repository(), find(call)));
  }

  private Answer update(Call call) {
    Repository repository = call.repository();
    Issue issue = find(call);
    Actor by = access.actor(call.caller());
    boolean triages = access.triages(call.caller(), repository);
    if (!triages && !isAuthor(call.caller(), issue))
      throw ApiError.of(403, "Must have admin rights to Repository.");
    JsonNode body = call.json();
    String state = call.text("state");
    if (state != null && !state.equals("open") && !state.equals("closed"))
      throw ApiError.invalid("Issue", "state", "invalid", state);
    PullRequest pull = repository.pullRequests.get(issue.number);
    if (pull != null && !issue.open && "open".equals(state))
      requireReopenable(pullActs, call, pull);
    // Asked before anything is changed: a refusal changes nothing.
    List<String> assignees = agents.allowed(call, assignees(body), issue.assignees);
    AgentAssignment wishes = agents.wishes(call);
    acts.retitle(
        repository,
        issue,
        by,
        call.text("title"),
        body.has("body"),
        TextLength.body("Issue", call.text("body")));
    if (triages && body.has("labels"))
      acts.setLabels(repository, issue, by, names(body.get("labels")));
    if (triages && (body.has("assignees") || body.has("assignee"))) {
      if (wishes != null) issue.agentAssignment = wishes;
      acts.setAssignees(repository, issue, by, assignees);
    }
    if ("closed".equals(state)) acts.close(repository, issue, by, call.text("state_reason"));
    if ("open".equals(state)) acts.reopen(repository, issue, by);
    return Answer.ok(shapes.issues.single(repository, issue));
  }

  private static boolean isAuthor(Caller caller, Issue issue) {
    return caller instanceof Caller.Person(Account account) && account.id == issue.author;
  }

  /** Names of labels, given as text or as objects with a name. */
  public static List<String> names(JsonNode labels) {
    List<String> names = new ArrayList<>();
    for (JsonNode label : labels)
      names.add(label.isTextual() ? label.asText() : label.path("name").asText());
    return names;
  }

  private static List<String> assignees(JsonNode body) {
    List<String> logins = new ArrayList<>();
    for (JsonNode login : body.path("assignees")) logins.add(login.asText());
    if (logins.isEmpty() && body.hasNonNull("assignee")) logins.add(body.get("assignee").asText());
    return logins;
  }

  static void requireIssues(Repository repository) {
    if (!repository.hasIssues) throw ApiError.of(410, "Issues are disabled for this repo");
  }

  static void requireReopenable(PullRequestActs acts, Call call, PullRequest pull) {
    String refusal = acts.refusalToReopen(call.repository(), pull);
    if (refusal != null) throw ApiError.custom("PullRequest", refusal);
  }

  /** Pull requests stay where issues are turned off. */
  static Issue find(Call call) {
    if (!call.namesPullRequest()) requireIssues(call.repository());
    Issue issue = call.repository().issues.get((int) call.paramLong("number"));
    if (issue != null) return issue;
    // A number once given and now gone was deleted:
    // https://docs.github.com/en/rest/issues/issues#get-an-issue
    throw call.paramLong("number") > 0 && call.paramLong("number") <= call.repository().lastNumber
        ? ApiError.of(410, "This issue was deleted")
        : ApiError.notFound();
  }
}
