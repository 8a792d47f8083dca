package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Caller;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.GitRepository;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.PullRequest;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Pull requests. Source: https://docs.github.com/en/rest/pulls/pulls. */
public final class PullRequestEndpoints {
  private static final String RESOURCE = "PullRequest";
  private final World world;
  private final Shapes shapes;
  private final Access access;
  private final Acts acts;

  public PullRequestEndpoints(World world, Shapes shapes, Access access, Acts acts) {
    this.world = world;
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String pulls = "/repos/{owner}/{repo}/pulls";
    Need read = Need.read("pull_requests");
    Need write = Need.write("pull_requests");
    routes
        .add("GET", pulls, read, this::list)
        .add("POST", pulls, write, this::create)
        .add("GET", pulls + "/{number}", read, this::get)
        .add("PATCH", pulls + "/{number}", write, this::update)
        .add("GET", pulls + "/{number}/files", read, this::files)
        .add("GET", pulls + "/{number}/commits", read, this::commits);
  }

  private Answer list(Call call) {
    Repository repository = call.repository();
    String state = call.query("state", "open");
    String head = call.query("head");
    String base = call.query("base");
    List<PullRequest> found =
        repository.pullRequests.values().stream()
            .filter(p -> state.equals("all") || issue(call, p).open == state.equals("open"))
            .filter(p -> head == null || head.equals(label(repository, p)))
            .filter(p -> base == null || base.equals(p.base))
            .sorted(order(call))
            .toList();
    return Pages.of(call, found, pull -> shapes.pulls.simple(repository, pull));
  }

  private String label(Repository repository, PullRequest pull) {
    return world.account(pull.fromFork() ? pull.headOwner : repository.owner).login
        + ":"
        + pull.head;
  }

  /** Newest first where the creation decides, oldest first elsewhere. */
  private static Comparator<PullRequest> order(Call call) {
    Repository repository = call.repository();
    String sort = call.query("sort", "created");
    Comparator<PullRequest> order =
        switch (sort) {
          case "updated" -> Comparator.comparing((PullRequest p) -> issue(call, p).updatedAt);
          case "popularity" ->
              Comparator.comparing(
                  (PullRequest p) ->
                      repository.comments.values().stream()
                          .filter(comment -> comment.issue == p.number)
                          .count());
          default -> Comparator.comparing((PullRequest p) -> issue(call, p).createdAt);
        };
    order = order.thenComparing(pull -> pull.number);
    String otherwise = sort.equals("created") ? "desc" : "asc";
    return call.query("direction", otherwise).equals("asc") ? order : order.reversed();
  }

  private Answer create(Call call) {
    Repository repository = call.repository();
    String title = call.required(RESOURCE, "title");
    if (title.isBlank()) throw ApiError.invalid(RESOURCE, "title", "missing_field", null);
    Repository from = source(call, call.required(RESOURCE, "head"));
    String head = branch(from, call.required(RESOURCE, "head"), "head");
    String base = branch(repository, call.required(RESOURCE, "base"), "base");
    boolean pushes = access.pushes(call.caller(), from);
    if (call.caller() instanceof Caller.Installed installed && !Access.covers(installed, from))
      pushes = false;
    if (!pushes) throw ApiError.of(403, "Must have push access to repository");
    requireNew(call, from, head, base);
    PullRequest pull =
        acts.pulls.open(
            repository,
            access.actor(call.caller()),
            title,
            TextLength.body("PullRequest", call.text("body")),
            from,
            head,
            base,
            call.json().path("draft").asBoolean(false));
    return Answer.created(shapes.pulls.full(repository, pull))
        .header("Location", shapes.pulls.url(repository, pull));
  }

  /** The repository that a head is in: a fork where another owner is named. */
  private Repository source(Call call, String head) {
    Repository own = call.repository();
    int colon = head.indexOf(':');
    Account owner = colon < 0 ? null : world.account(head.substring(0, colon));
    if (colon < 0 || (owner != null && owner.id == own.owner)) return own;
    for (Repository fork : world.rows().repositories.values())
      if (owner != null
          && fork.owner == owner.id
          && Objects.equals(fork.forkOf, own.id)
          && access.visible(call.caller(), fork)) return fork;
    throw ApiError.invalid(RESOURCE, "head", "invalid", null);
  }

  /** The branch that a field names, with or without its owner. */
  private String branch(Repository repository, String given, String field) {
    String owner = world.account(repository.owner).login + ":";
    String name =
        given.regionMatches(true, 0, owner, 0, owner.length())
            ? given.substring(owner.length())
            : given;
    if (world.git.of(repository).head(name) == null)
      throw ApiError.invalid(RESOURCE, field, "invalid", null);
    return name;
  }

  private void requireNew(Call call, Repository from, String head, String base) {
    Repository repository = call.repository();
    GitRepository git = world.git.of(repository);
    String headSha = world.git.of(from).head(head);
    String baseSha = git.head(base);
    if (headSha != null) git.copy(world.git.of(from), headSha);
    if (headSha == null || baseSha == null || git.isAncestor(headSha, baseSha))
      throw ApiError.custom(RESOURCE, "No commits between " + base + " and " + head);
    for (PullRequest other : repository.pullRequests.values())
      if (issue(call, other).open
          && other.hasHead(repository, from, head)
          && other.base.equals(base))
        throw ApiError.custom(
            RESOURCE, "A pull request already exists for " + label(repository, other) + ".");
  }

  /** To get one has its merge tried, which the next read may tell of. */
  private Answer get(Call call) {
    PullRequest pull = find(call);
    var shape = shapes.pulls.full(call.repository(), pull);
    if (issue(call, pull).open) world.mergeability.ask(pull);
    return Answer.ok(shape);
  }

  private Answer update(Call call) {
    Repository repository = call.repository();
    PullRequest pull = find(call);
    Issue issue = issue(call, pull);
    requireOwnOrWriter(call, pull);
    JsonNode body = call.json();
    String state = call.text("state");
    if (state != null && !state.equals("open") && !state.equals("closed"))
      throw ApiError.invalid(RESOURCE, "state", "invalid", state);
    if ("open".equals(state) && !issue.open)
      IssueEndpoints.requireReopenable(acts.pulls, call, pull);
    Actor by = access.actor(call.caller());
    String base = call.text("base");
    if (base != null) {
      if (!issue.open && !"open".equals(state))
        throw ApiError.custom(RESOURCE, "Cannot change the base branch of a closed pull request.");
      acts.pulls.retarget(repository, pull, by, branch(repository, base, "base"));
    }
    acts.issues.retitle(
        repository,
        issue,
        by,
        call.text("title"),
        body.has("body"),
        TextLength.body("PullRequest", call.text("body")));
    if ("closed".equals(state)) acts.issues.close(repository, issue, by, null);
    if ("open".equals(state)) acts.issues.reopen(repository, issue, by);
    if (issue.open) world.mergeability.ask(pull);
    return Answer.ok(shapes.pulls.full(repository, pull));
  }

  private void requireOwnOrWriter(Call call, PullRequest pull) {
    boolean own =
        call.caller() instanceof Caller.Person(Account account)
            && account.id == issue(call, pull).author;
    if (!own && !access.triages(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have admin rights to Repository.");
  }

  /** At most 3000 files: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files. */
  private Answer files(Call call) {
    PullRequest pull = find(call);
    var files = shapes.pulls.files(call.repository(), pull);
    return Pages.of(
        call,
        files.subList(0, Math.min(3000, files.size())),
        file -> shapes.pulls.file(call.repository(), pull, file));
  }

  private Answer commits(Call call) {
    return Pages.of(
        call,
        shapes.pulls.commits(call.repository(), find(call)),
        commit -> shapes.git.repositoryCommit(call.repository(), commit));
  }

  private static Issue issue(Call call, PullRequest pull) {
    return call.repository().issueOf(pull);
  }

  static PullRequest find(Call call) {
    PullRequest pull = call.repository().pullRequests.get((int) call.paramLong("number"));
    if (pull == null) throw ApiError.notFound();
    return pull;
  }
}
