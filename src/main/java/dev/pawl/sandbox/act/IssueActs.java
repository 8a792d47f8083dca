package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.fault.Fault;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Repositories;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.AgentAccount;
import dev.pawl.sandbox.world.AgentAssignment;
import dev.pawl.sandbox.world.Comment;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to issues. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues.
 */
public final class IssueActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;
  private final Faults faults;
  private final LabelActs labelActs;
  private final IssueNews news;
  private final TimelineActs timeline;

  IssueActs(
      World world,
      Shapes shapes,
      Hooks hooks,
      Faults faults,
      LabelActs labelActs,
      IssueNews news,
      TimelineActs timeline) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
    this.faults = faults;
    this.labelActs = labelActs;
    this.news = news;
    this.timeline = timeline;
  }

  /**
   * Opens an issue; labels that don't exist are made, people who can't be assigned are left out.
   */
  public Issue open(
      Repository repository,
      Actor by,
      String title,
      @Nullable String body,
      List<String> labels,
      List<String> assignees) {
    return open(repository, by, title, body, labels, assignees, null);
  }

  /** Also with the wishes for an agent that is among the assignees. */
  public Issue open(
      Repository repository,
      Actor by,
      String title,
      @Nullable String body,
      List<String> labels,
      List<String> assignees,
      @Nullable AgentAssignment wishes) {
    Issue issue = numbered(repository, by, title, body);
    issue.agentAssignment = wishes;
    Fault lag = faults.forNewIssue();
    if (lag != null) issue.listedFrom = world.clock.now().plus(lag.after());
    for (String name : labels) issue.labels.add(labelActs.named(repository, by, name).id);
    issue.assignees.addAll(assignable(repository, assignees));
    repository.issues.put(issue.number, issue);
    world.changed();
    news.tell(repository, issue, by, "opened");
    // One event for each label and assignee follows, as on GitHub (assumed: in this order).
    for (long id : issue.labels) news.tellLabel(repository, issue, by, "labeled", id);
    for (long id : issue.assignees) news.tellAssignee(repository, issue, by, "assigned", id);
    timeline.reference(repository, issue, by, body);
    return issue;
  }

  /** The issue that every issue and every pull request begins as; nobody is told yet. */
  Issue numbered(Repository repository, Actor by, String title, @Nullable String body) {
    Issue issue = new Issue();
    issue.id = world.nextId();
    issue.number = ++repository.lastNumber;
    issue.title = title;
    issue.body = body;
    issue.author = by.account().id;
    issue.byApp = by.byApp();
    issue.createdAt = world.now();
    issue.updatedAt = issue.createdAt;
    return issue;
  }

  /**
   * Who of these may be assigned: people with at least read access by invitation, the owner, and
   * Copilot where it is enabled; who may start it is for the endpoints to say.
   */
  private List<Long> assignable(Repository repository, List<String> logins) {
    List<Long> ids = new ArrayList<>();
    for (String login : logins) {
      Account account = world.account(login);
      if (account == null || ids.contains(account.id)) continue;
      if (account.id == AgentAccount.COPILOT.id() && repository.copilotEnabled) ids.add(account.id);
      if (account.type != Account.Type.User) continue;
      boolean invited =
          account.id == repository.owner
              || Repositories.level(repository.permissions.getOrDefault(account.id, "none")) > 0;
      if (invited) ids.add(account.id);
    }
    return ids;
  }

  public void retitle(
      Repository repository,
      Issue issue,
      Actor by,
      @Nullable String title,
      boolean setsBody,
      @Nullable String body) {
    ObjectNode changes = Json.object();
    if (title != null && !title.equals(issue.title)) {
      changes.set("title", Json.object("from", issue.title));
      issue.title = title;
    }
    if (setsBody && !Objects.equals(body, issue.body)) {
      changes.set("body", Json.object("from", issue.body == null ? "" : issue.body));
      issue.body = body;
    }
    if (changes.isEmpty()) return;
    world.touch(issue);
    news.tell(repository, issue, by, "edited", "changes", changes);
    if (changes.has("body")) timeline.reference(repository, issue, by, body);
  }

  /** Closes it; a pull request too, which has no reason. */
  public void close(Repository repository, Issue issue, Actor by, @Nullable String reason) {
    boolean isPull = repository.pullRequests.containsKey(issue.number);
    String why = isPull ? null : reason == null ? "completed" : reason;
    if (!issue.open && Objects.equals(why, issue.stateReason)) return;
    boolean wasOpen = issue.open;
    end(issue, by, why);
    if (wasOpen) news.tell(repository, issue, by, "closed");
  }

  /** Closes it without telling. */
  void end(Issue issue, Actor by, @Nullable String reason) {
    if (issue.open) issue.closedAt = world.now();
    issue.open = false;
    issue.stateReason = reason;
    issue.closedBy = by.account().id;
    world.touch(issue);
  }

  /** Opens it again; a pull request only where nothing refuses it. */
  public void reopen(Repository repository, Issue issue, Actor by) {
    if (issue.open) return;
    PullRequest pull = repository.pullRequests.get(issue.number);
    issue.open = true;
    issue.stateReason = pull == null ? "reopened" : null;
    issue.closedAt = null;
    issue.closedBy = null;
    if (pull != null) pull.follow(world, repository);
    world.touch(issue);
    news.tell(repository, issue, by, "reopened");
  }

  public void setLabels(Repository repository, Issue issue, Actor by, List<String> names) {
    List<Long> wanted =
        names.stream().map(name -> labelActs.named(repository, by, name).id).distinct().toList();
    List<Long> before = List.copyOf(issue.labels);
    if (wanted.equals(before)) return;
    issue.labels = new ArrayList<>(wanted);
    world.touch(issue);
    for (long id : before)
      if (!wanted.contains(id)) news.tellLabel(repository, issue, by, "unlabeled", id);
    for (long id : wanted)
      if (!before.contains(id)) news.tellLabel(repository, issue, by, "labeled", id);
  }

  public void setAssignees(Repository repository, Issue issue, Actor by, List<String> logins) {
    List<Long> wanted = assignable(repository, logins);
    List<Long> before = List.copyOf(issue.assignees);
    if (wanted.equals(before)) return;
    issue.assignees = new ArrayList<>(wanted);
    world.touch(issue);
    for (long id : before)
      if (!wanted.contains(id)) news.tellAssignee(repository, issue, by, "unassigned", id);
    for (long id : wanted)
      if (!before.contains(id)) news.tellAssignee(repository, issue, by, "assigned", id);
  }

  public void lock(Repository repository, Issue issue, Actor by, @Nullable String reason) {
    issue.locked = true;
    issue.lockReason = reason;
    world.touch(issue);
    news.tell(repository, issue, by, "locked");
  }

  public void unlock(Repository repository, Issue issue, Actor by) {
    issue.locked = false;
    issue.lockReason = null;
    world.touch(issue);
    news.tell(repository, issue, by, "unlocked");
  }

  public void delete(Repository repository, Issue issue, Actor by) {
    ObjectNode last = shapes.issues.issue(repository, issue);
    repository.issues.remove(issue.number);
    repository.comments.values().removeIf(comment -> comment.issue == issue.number);
    world.changed();
    hooks.tell("issues", "deleted", repository, by.account(), "issue", last);
  }

  /** Moves it: a new issue there, told as opened; the old one goes, told as transferred. */
  public Issue transfer(Repository from, Issue issue, Actor by, Repository to) {
    Issue moved = new Issue();
    moved.id = world.nextId();
    moved.number = ++to.lastNumber;
    moved.title = issue.title;
    moved.body = issue.body;
    moved.open = issue.open;
    moved.stateReason = issue.stateReason;
    moved.author = issue.author;
    moved.createdAt = issue.createdAt;
    moved.updatedAt = world.now();
    moved.closedAt = issue.closedAt;
    to.issues.put(moved.number, moved);
    for (Comment comment : List.copyOf(from.comments.values())) {
      if (comment.issue != issue.number) continue;
      from.comments.remove(comment.id);
      comment.issue = moved.number;
      to.comments.put(comment.id, comment);
    }
    from.issues.remove(issue.number);
    world.changed();
    ObjectNode movedShape = shapes.issues.issue(to, moved);
    hooks.tell(
        "issues",
        "transferred",
        from,
        by.account(),
        "issue",
        shapes.issues.issue(from, issue),
        "changes",
        Json.object("new_issue", movedShape, "new_repository", shapes.repositories.basic(to)));
    hooks.tell(
        "issues",
        "opened",
        to,
        by.account(),
        "issue",
        movedShape,
        "changes",
        Json.object(
            "old_issue", shapes.issues.issue(from, issue),
            "old_repository", shapes.repositories.basic(from)));
    return moved;
  }

  public Comment comment(Repository repository, Issue issue, Actor by, String body) {
    Comment comment = new Comment();
    comment.id = world.nextId();
    comment.issue = issue.number;
    comment.body = body;
    comment.author = by.account().id;
    comment.byApp = by.byApp();
    comment.createdAt = world.now();
    comment.updatedAt = comment.createdAt;
    repository.comments.put(comment.id, comment);
    world.touch(issue);
    news.tellComment(repository, issue, comment, by, "created", Json.object());
    timeline.reference(repository, issue, by, body);
    return comment;
  }

  public void editComment(Repository repository, Comment comment, Actor by, String body) {
    ObjectNode changes =
        Json.object("changes", Json.object("body", Json.object("from", comment.body)));
    comment.body = body;
    comment.updatedAt = world.now();
    world.changed();
    Issue issue = repository.issues.get(comment.issue);
    if (issue != null) news.tellComment(repository, issue, comment, by, "edited", changes);
  }

  public void deleteComment(Repository repository, Comment comment, Actor by) {
    repository.comments.remove(comment.id);
    world.changed();
    Issue issue = repository.issues.get(comment.issue);
    if (issue != null) news.tellComment(repository, issue, comment, by, "deleted", Json.object());
  }
}
