package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.IssueActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Labels and assignees of one issue or pull request, one by one. Source:
 * https://docs.github.com/en/rest/issues/labels#add-labels-to-an-issue and
 * https://docs.github.com/en/rest/issues/assignees.
 */
public final class IssuePartEndpoints {
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final IssueActs acts;
  private final AgentAssignments agents;

  public IssuePartEndpoints(World world, Shapes shapes, Access access, IssueActs acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
    this.agents = new AgentAssignments(world, access);
  }

  public void register(Routes routes) {
    String issue = "/repos/{owner}/{repo}/issues/{number}";
    Need read = Need.read("issues");
    Need write = Need.write("issues");
    routes
        .add("GET", issue + "/labels", read, this::labels)
        .add("POST", issue + "/labels", write, this::addLabels)
        .add("PUT", issue + "/labels", write, this::setLabels)
        .add("DELETE", issue + "/labels", write, this::clearLabels)
        .add("DELETE", issue + "/labels/{name}", write, this::removeLabel)
        .add("GET", issue + "/timeline", read, this::timeline)
        .add("POST", issue + "/assignees", write, this::assign)
        .add("DELETE", issue + "/assignees", write, this::unassign);
  }

  /** https://docs.github.com/en/rest/issues/timeline#list-timeline-events-for-an-issue */
  private Answer timeline(Call call) {
    Issue issue = IssueEndpoints.find(call);
    return Pages.of(call, shapes.timelines.of(call.repository(), issue), event -> event);
  }

  private Answer labels(Call call) {
    return listed(call, IssueEndpoints.find(call));
  }

  private Answer addLabels(Call call) {
    Issue issue = triaged(call);
    List<String> names = new ArrayList<>(names(call, issue));
    names.addAll(IssueEndpoints.names(call.json().path("labels")));
    return changed(call, issue, names);
  }

  private Answer setLabels(Call call) {
    return changed(call, triaged(call), IssueEndpoints.names(call.json().path("labels")));
  }

  private Answer clearLabels(Call call) {
    Issue issue = triaged(call);
    acts.setLabels(call.repository(), issue, access.actor(call.caller()), List.of());
    return Answer.empty(204);
  }

  private Answer removeLabel(Call call) {
    Issue issue = triaged(call);
    Label label = call.repository().label(call.param("name"));
    if (label == null || !issue.labels.contains(label.id))
      throw ApiError.of(404, "Label does not exist");
    List<String> names = new ArrayList<>(names(call, issue));
    names.remove(label.name);
    return changed(call, issue, names);
  }

  private Answer changed(Call call, Issue issue, List<String> names) {
    acts.setLabels(call.repository(), issue, access.actor(call.caller()), names);
    return listed(call, issue);
  }

  private Answer listed(Call call, Issue issue) {
    return Answer.ok(Json.array(shapes.issues.labels(call.repository(), issue)));
  }

  private static List<String> names(Call call, Issue issue) {
    return issue.labels.stream()
        .map(call.repository().labels::get)
        .filter(Objects::nonNull)
        .map(label -> label.name)
        .toList();
  }

  /** Who may not be assigned is left out, as when an issue is opened. */
  private Answer assign(Call call) {
    Issue issue = triaged(call);
    List<String> logins = new ArrayList<>(logins(issue));
    List<String> asked = IssueEndpoints.names(call.json().path("assignees"));
    logins.addAll(agents.allowed(call, asked, issue.assignees));
    AgentAssignment wishes = agents.wishes(call);
    if (wishes != null) issue.agentAssignment = wishes;
    acts.setAssignees(call.repository(), issue, access.actor(call.caller()), logins);
    return Answer.created(shapes.issues.single(call.repository(), issue));
  }

  private Answer unassign(Call call) {
    Issue issue = triaged(call);
    List<String> logins = new ArrayList<>(logins(issue));
    for (String login : IssueEndpoints.names(call.json().path("assignees"))) {
      // Copilot goes under either of its names (assumed).
      Account account = world.account(login);
      if (account != null) logins.removeIf(account.login::equalsIgnoreCase);
    }
    acts.setAssignees(call.repository(), issue, access.actor(call.caller()), logins);
    return Answer.ok(shapes.issues.single(call.repository(), issue));
  }

  private List<String> logins(Issue issue) {
    return issue.assignees.stream().map(id -> world.account(id).login).toList();
  }

  /** The issue, where the caller may triage it. */
  private Issue triaged(Call call) {
    Issue issue = IssueEndpoints.find(call);
    if (!access.triages(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have push access to repository");
    return issue;
  }
}
