package dev.pawl.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's control API as Java calls; what tests do to their GitHub goes through here, over
 * HTTP.
 *
 * <p>Calls tell Pawl by webhook; {@link #untold()} gives a control whose changes stay silent.
 */
public final class SandboxControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI sandbox;
  private final boolean told;

  public SandboxControl(URI sandbox) {
    this(sandbox, true);
  }

  private SandboxControl(URI sandbox, boolean told) {
    this.sandbox = sandbox;
    this.told = told;
  }

  /** The same sandbox, changed without a webhook. */
  public SandboxControl untold() {
    return new SandboxControl(sandbox, false);
  }

  public URI url() {
    return sandbox;
  }

  // The sandbox itself

  public void reset() {
    call("POST", "/_sandbox/reset", Map.of());
  }

  public JsonNode state() {
    return call("GET", "/_sandbox/state", null);
  }

  /** id, slug, private_key, webhook_secret, webhook_url. */
  public JsonNode app() {
    return call("GET", "/_sandbox/app", null);
  }

  public void webhook(@Nullable URI target, String secret) {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("url", target == null ? null : target.toString());
    body.put("secret", secret);
    call("PUT", "/_sandbox/webhook", body);
  }

  /** What GitHub sends when a webhook is set up. */
  public void ping() {
    call("POST", "/_sandbox/ping", Map.of());
  }

  public void advanceClock(Duration duration) {
    call("POST", "/_sandbox/clock", Map.of("advance", duration.toString()));
  }

  /** The world's time. */
  public Instant now() {
    return Instant.parse(call("GET", "/_sandbox", null).get("now").asText());
  }

  public void clockSpeed(double speed) {
    call("POST", "/_sandbox/clock", Map.of("speed", speed));
  }

  public void recordBodies(boolean bodies) {
    call("PUT", "/_sandbox/recording", Map.of("bodies", bodies));
  }

  public void rateLimits(int core, int graphql) {
    call("PUT", "/_sandbox/limits", Map.of("core", core, "graphql", graphql));
  }

  /** Ends every installation token that exists, as an hour would. */
  public void expireTokens() {
    call("POST", "/_sandbox/tokens", Map.of("expire", true));
  }

  /** How long tokens made from now on last, by real time. */
  public void tokenLifetime(Duration lifetime) {
    call("POST", "/_sandbox/tokens", Map.of("lifetime", lifetime.toString()));
  }

  /** Seeds acme/lighthouse with ada and mallory, not installed. */
  public void seedDemo() {
    call("POST", "/_sandbox/demo", Map.of());
  }

  /** Makes an App of a manifest on the page for it; the code that it leads back with. */
  public String createApp(String organization, String manifest) {
    String form = "manifest=" + encode(manifest) + "&state=s";
    URI page = sandbox.resolve("/organizations/" + organization + "/settings/apps");
    try {
      HttpResponse<String> made =
          http.send(
              HttpRequest.newBuilder(page).POST(HttpRequest.BodyPublishers.ofString(form)).build(),
              HttpResponse.BodyHandlers.ofString());
      return made.headers().firstValue("Location").orElseThrow().replaceAll(".*code=|&.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // Accounts, repositories, installations

  public JsonNode createAccount(String login, String type) {
    return call("POST", "/_sandbox/accounts", Map.of("login", login, "type", type));
  }

  /** Answers the personal token of the new person. */
  public String createPerson(String login) {
    return call("POST", "/_sandbox/people", Map.of("login", login)).get("token").asText();
  }

  public JsonNode createRepository(String owner, String name, Map<String, String> files) {
    return call(
        "POST", "/_sandbox/repositories", Map.of("owner", owner, "name", name, "files", files));
  }

  public JsonNode createPrivateRepository(String owner, String name, Map<String, String> files) {
    return call(
        "POST",
        "/_sandbox/repositories",
        Map.of("owner", owner, "name", name, "files", files, "private", true));
  }

  /** permission: admin, maintain, write, triage, read or none. */
  public void permit(String repository, String login, String permission) {
    call(
        "PUT",
        repo(repository) + "/permissions/" + encode(login),
        Map.of("permission", permission));
  }

  /** Installs the App on an account: for the named repositories, or for all when none is named. */
  public long install(String account, String... repositories) {
    Map<String, Object> body = new HashMap<>(Map.of("account", account));
    if (repositories.length > 0) body.put("repositories", List.of(repositories));
    return call("POST", "/_sandbox/installations", body).get("id").asLong();
  }

  /** The id of an account's installation. */
  public long installationOf(String account) {
    for (JsonNode installation : call("GET", "/_sandbox/state", null).get("installations")) {
      if (installation
          .path("account")
          .path("login")
          .asText(installation.path("account").asText())
          .equals(account)) {
        return installation.get("id").asLong();
      }
    }
    throw new IllegalArgumentException("not installed on " + account);
  }

  public void uninstall(long installation) {
    call("DELETE", "/_sandbox/installations/" + installation, Map.of());
  }

  public void suspend(long installation) {
    call("POST", "/_sandbox/installations/" + installation + "/suspend", Map.of());
  }

  public void unsuspend(long installation) {
    call("POST", "/_sandbox/installations/" + installation + "/unsuspend", Map.of());
  }

  /** Accepts other permissions for the installation, such as {@code {"issues":"read"}}. */
  public void acceptPermissions(long installation, Map<String, String> permissions) {
    call(
        "POST",
        "/_sandbox/installations/" + installation + "/permissions",
        Map.of("permissions", permissions));
  }

  public void addRepositories(long installation, String... repositories) {
    call(
        "POST",
        "/_sandbox/installations/" + installation + "/repositories",
        Map.of("add", List.of(repositories)));
  }

  public void removeRepositories(long installation, String... repositories) {
    call(
        "POST",
        "/_sandbox/installations/" + installation + "/repositories",
        Map.of("remove", List.of(repositories)));
  }

  /** Commits files (null content deletes) on a branch as a person; answers the new sha. */
  public String commit(
      String repository,
      String by,
      String branch,
      String message,
      Map<String, @Nullable String> files) {
    return call(
            "POST",
            repo(repository) + "/commits",
            Map.of("by", by, "branch", branch, "message", message, "files", files))
        .get("sha")
        .asText();
  }

  public void rename(String repository, String name) {
    call("POST", repo(repository) + "/rename", Map.of("name", name));
  }

  public void transfer(String repository, String to) {
    call("POST", repo(repository) + "/transfer", Map.of("to", to));
  }

  public void archive(String repository) {
    call("POST", repo(repository) + "/archive", Map.of());
  }

  public void unarchive(String repository) {
    call("POST", repo(repository) + "/unarchive", Map.of());
  }

  public void deleteRepository(String repository) {
    call("DELETE", repo(repository), Map.of());
  }

  public void renameDefaultBranch(String repository, String name) {
    call("POST", repo(repository) + "/default-branch", Map.of("name", name));
  }

  public void disableIssues(String repository) {
    call("PATCH", repo(repository), Map.of("has_issues", false));
  }

  public void enableIssues(String repository) {
    call("PATCH", repo(repository), Map.of("has_issues", true));
  }

  public void setPrivate(String repository, boolean isPrivate) {
    call("PATCH", repo(repository), Map.of("private", isPrivate));
  }

  // Issues

  public int openIssue(String repository, String by, String title, String body) {
    return call(
            "POST", repo(repository) + "/issues", Map.of("by", by, "title", title, "body", body))
        .get("number")
        .asInt();
  }

  /** changes: any of title, body, state, state_reason, labels, assignees. */
  public JsonNode editIssue(String repository, int number, String by, Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("by", by);
    return call("PATCH", repo(repository) + "/issues/" + number, body);
  }

  public void closeIssue(String repository, int number, String by) {
    editIssue(repository, number, by, Map.of("state", "closed"));
  }

  public void reopenIssue(String repository, int number, String by) {
    editIssue(repository, number, by, Map.of("state", "open"));
  }

  public long comment(String repository, int number, String by, String body) {
    return call(
            "POST",
            repo(repository) + "/issues/" + number + "/comments",
            Map.of("by", by, "body", body))
        .get("id")
        .asLong();
  }

  public void editComment(String repository, long id, String by, String body) {
    call("PATCH", repo(repository) + "/comments/" + id, Map.of("by", by, "body", body));
  }

  public void deleteComment(String repository, long id, String by) {
    call("DELETE", repo(repository) + "/comments/" + id, Map.of("by", by));
  }

  public void lockIssue(String repository, int number, String by) {
    call("POST", repo(repository) + "/issues/" + number + "/lock", Map.of("by", by));
  }

  public void unlockIssue(String repository, int number, String by) {
    call("POST", repo(repository) + "/issues/" + number + "/unlock", Map.of("by", by));
  }

  public void deleteIssue(String repository, int number, String by) {
    call("DELETE", repo(repository) + "/issues/" + number, Map.of("by", by));
  }

  public void transferIssue(String repository, int number, String by, String toRepository) {
    call(
        "POST",
        repo(repository) + "/issues/" + number + "/transfer",
        Map.of("by", by, "to", toRepository));
  }

  /** All issues of a repository, oldest first, in REST form, whatever the lists hide. */
  public List<JsonNode> issues(String repository) {
    return list(call("GET", repo(repository) + "/issues", null));
  }

  public List<JsonNode> comments(String repository, int number) {
    return list(call("GET", repo(repository) + "/issues/" + number + "/comments", null));
  }

  public List<JsonNode> checkRuns(String repository) {
    return list(call("GET", repo(repository) + "/check-runs", null));
  }

  // Pull requests

  /**
   * Opens one into the default branch; the files are committed on the head first, which is made
   * where there is none.
   */
  public int openPullRequest(
      String repository,
      String by,
      String head,
      String title,
      String body,
      Map<String, @Nullable String> files) {
    return openPullRequest(
        repository,
        by,
        Map.of("head", head, "title", title, "body", body, "files", files, "draft", false));
  }

  public int openDraft(
      String repository,
      String by,
      String head,
      String title,
      String body,
      Map<String, @Nullable String> files) {
    return openPullRequest(
        repository,
        by,
        Map.of("head", head, "title", title, "body", body, "files", files, "draft", true));
  }

  /** details: head and title, and any of body, base, draft, files. */
  public int openPullRequest(String repository, String by, Map<String, ?> details) {
    Map<String, Object> body = new HashMap<>(details);
    body.put("by", by);
    return call("POST", repo(repository) + "/pulls", body).get("number").asInt();
  }

  /** All pull requests of a repository, oldest first, in REST form. */
  public List<JsonNode> pullRequests(String repository) {
    return list(call("GET", repo(repository) + "/pulls", null));
  }

  public JsonNode pullRequest(String repository, int number) {
    return pullRequests(repository).stream()
        .filter(pull -> pull.get("number").asInt() == number)
        .findFirst()
        .orElseThrow();
  }

  /** changes: any of title, body, base, draft, labels, assignees, state. */
  public JsonNode editPullRequest(
      String repository, int number, String by, Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("by", by);
    return call("PATCH", pull(repository, number), body);
  }

  public void markReady(String repository, int number, String by) {
    editPullRequest(repository, number, by, Map.of("draft", false));
  }

  public void convertToDraft(String repository, int number, String by) {
    editPullRequest(repository, number, by, Map.of("draft", true));
  }

  /** Its merge will give the base another file besides, which GitHub never does. */
  public void leadAstray(String repository, int number, String by, String path) {
    editPullRequest(repository, number, by, Map.of("astray", path));
  }

  public void closePullRequest(String repository, int number, String by) {
    editPullRequest(repository, number, by, Map.of("state", "closed"));
  }

  public void reopenPullRequest(String repository, int number, String by) {
    editPullRequest(repository, number, by, Map.of("state", "open"));
  }

  /** Commits on the head of a pull request; answers the new sha. */
  public String pushToPullRequest(
      String repository,
      int number,
      String by,
      String message,
      Map<String, @Nullable String> files) {
    return call(
            "POST",
            pull(repository, number) + "/commits",
            Map.of("by", by, "message", message, "files", files))
        .get("sha")
        .asText();
  }

  /** method: merge, squash or rebase; answers the sha that the base then has. */
  public String mergePullRequest(String repository, int number, String by, String method) {
    return call("POST", pull(repository, number) + "/merge", Map.of("by", by, "method", method))
        .get("sha")
        .asText();
  }

  /** state: approved, changes_requested, commented or pending; answers the review's id. */
  public long review(String repository, int number, String by, String state, String body) {
    return call(
            "POST",
            pull(repository, number) + "/reviews",
            Map.of("by", by, "state", state, "body", body))
        .get("id")
        .asLong();
  }

  public void dismissReview(String repository, int number, long review, String by) {
    call("POST", pull(repository, number) + "/reviews/" + review + "/dismiss", Map.of("by", by));
  }

  /** Begins a thread on a line of the head; answers the thread's id. */
  public long openThread(
      String repository, int number, String by, String path, int line, String body) {
    return call(
            "POST",
            pull(repository, number) + "/threads",
            Map.of("by", by, "path", path, "line", line, "body", body))
        .get("id")
        .asLong();
  }

  public void replyToThread(String repository, int number, long thread, String by, String body) {
    call(
        "POST",
        pull(repository, number) + "/threads/" + thread + "/replies",
        Map.of("by", by, "body", body));
  }

  public void resolveThread(String repository, int number, long thread, String by) {
    call("POST", pull(repository, number) + "/threads/" + thread + "/resolve", Map.of("by", by));
  }

  public void unresolveThread(String repository, int number, long thread, String by) {
    call("POST", pull(repository, number) + "/threads/" + thread + "/unresolve", Map.of("by", by));
  }

  public void requestReview(String repository, int number, String by, String... reviewers) {
    call(
        "POST",
        pull(repository, number) + "/review-requests",
        Map.of("by", by, "reviewers", List.of(reviewers)));
  }

  public void removeReviewRequest(String repository, int number, String by, String... reviewers) {
    call(
        "DELETE",
        pull(repository, number) + "/review-requests",
        Map.of("by", by, "reviewers", List.of(reviewers)));
  }

  /** What merges into a branch need: approvals, check runs, and with strict all of the branch. */
  public void protect(
      String repository, String branch, int approvals, List<String> checks, boolean strict) {
    call(
        "PUT",
        repo(repository) + "/protection/" + branch,
        Map.of("approvals", approvals, "checks", checks, "strict", strict));
  }

  /** All that protection can ask for: approvals, checks, strict, conversations, queue. */
  public void protect(String repository, String branch, Map<String, ?> asked) {
    call("PUT", repo(repository) + "/protection/" + branch, asked);
  }

  /** A ruleset; {@code include}, {@code exclude}, {@code enforcement}, {@code rules} as in REST. */
  public void ruleset(String repository, String name, Map<String, ?> ruleset) {
    call("PUT", repo(repository) + "/rulesets/" + name, ruleset);
  }

  /** A ruleset of one rule for the default branch. */
  public void rule(String repository, String type, Map<String, ?> parameters) {
    ruleset(
        repository, type, Map.of("rules", List.of(Map.of("type", type, "parameters", parameters))));
  }

  public void removeRuleset(String repository, String name) {
    call("DELETE", repo(repository) + "/rulesets/" + name, Map.of());
  }

  /** Which ways to merge there are: merge, squash, rebase; and delete_branch. */
  public void merging(String repository, Map<String, Boolean> settings) {
    call("PUT", repo(repository) + "/merging", settings);
  }

  /**
   * A check run of GitHub Actions on a sha or branch.
   *
   * @param outcome queued, in_progress, or a conclusion such as success
   */
  public JsonNode check(String repository, String head, String name, String outcome) {
    boolean running = outcome.equals("queued") || outcome.equals("in_progress");
    return call(
        "POST",
        repo(repository) + "/check-runs",
        Map.of("name", name, "head_sha", head, running ? "status" : "conclusion", outcome));
  }

  /** A commit status; state: error, failure, pending or success. */
  public JsonNode status(String repository, String head, String context, String state) {
    return call(
        "POST",
        repo(repository) + "/statuses",
        Map.of("context", context, "head_sha", head, "state", state));
  }

  public void deleteBranch(String repository, String by, String branch) {
    call("DELETE", repo(repository) + "/branches/" + branch, Map.of("by", by));
  }

  public void enqueue(String repository, int number, String by) {
    call("POST", pull(repository, number) + "/enqueue", Map.of("by", by));
  }

  public void dequeue(String repository, int number, String by) {
    call("POST", pull(repository, number) + "/dequeue", Map.of("by", by));
  }

  /** Writes an event into a timeline, such as copilot_work_started. */
  public void happen(String repository, int number, String by, String event) {
    call(
        "POST",
        repo(repository) + "/issues/" + number + "/timeline",
        Map.of("by", by, "event", event));
  }

  /** A timeline, oldest first, as REST shows it. */
  public List<JsonNode> timeline(String repository, int number) {
    return list(call("GET", repo(repository) + "/issues/" + number + "/timeline", null));
  }

  /** Forks a repository to an owner; answers the fork's owner/name. */
  public String fork(String repository, String owner) {
    return call("POST", repo(repository) + "/forks", Map.of("owner", owner, "by", owner))
        .get("full_name")
        .asText();
  }

  // Deliveries

  /** The delivery log, oldest first: one entry per attempt. */
  public List<JsonNode> deliveries() {
    return list(call("GET", "/_sandbox/deliveries", null));
  }

  public List<JsonNode> deliveries(String event) {
    return list(call("GET", "/_sandbox/deliveries?event=" + event, null));
  }

  public List<JsonNode> deliveries(String event, String action) {
    return list(call("GET", "/_sandbox/deliveries?event=" + event + "&action=" + action, null));
  }

  /** The delivery log without what was sent, which is much. */
  public List<JsonNode> attempts() {
    return list(call("GET", "/_sandbox/deliveries?payload=false", null));
  }

  /** Sends any payload, signed; answers its GUID. */
  public String deliver(String event, JsonNode payload, @Nullable String guid) {
    Map<String, Object> body = new HashMap<>(Map.of("event", event, "payload", payload));
    if (guid != null) body.put("guid", guid);
    return call("POST", "/_sandbox/deliveries", body).get("guid").asText();
  }

  public void redeliver(String guid) {
    call("POST", "/_sandbox/deliveries/" + guid + "/redeliver", Map.of());
  }

  /** True when nothing is queued or under way. */
  public boolean deliveriesSettled() {
    return call("GET", "/_sandbox", null).get("deliveries_pending").asLong() == 0;
  }

  // Faults

  /** Any fault, as docs/SANDBOX.md describes it; answers its id. */
  public long fault(Map<String, Object> fault) {
    return call("POST", "/_sandbox/faults", fault).get("id").asLong();
  }

  /** The next n matching calls fail with a status before anything is written. */
  public void failNext(int times, String method, String path, int status) {
    fault(fault("fail-before", times, method, path, Map.of("status", status)));
  }

  /** The next n matching calls are refused with these words before anything is written. */
  public void refuseNext(int times, String method, String path, int status, String message) {
    fault(fault("fail-before", times, method, path, Map.of("status", status, "message", message)));
  }

  /** The next n matching calls write, then answer a 5xx status. */
  public void failAfterWrite(int times, String method, String path, int status) {
    fault(fault("fail-after", times, method, path, Map.of("status", status)));
  }

  /** The next n matching calls answer 504 now, and their write lands after a while. */
  public void landLate(int times, String method, String path, Duration after) {
    fault(fault("late", times, method, path, Map.of("after", after.toString())));
  }

  /** The next n matching calls never answer; with lands, the write takes place all the same. */
  public void hangNext(int times, String method, String path, boolean lands) {
    fault(fault("hang", times, method, path, Map.of("lands", lands)));
  }

  /** The next n matching calls begin to answer and never end; the write takes place. */
  public void stallNext(int times, String method, String path) {
    fault(fault("stall", times, method, path, Map.of()));
  }

  /**
   * The next n answers of GraphQL lack a field, such as {@code repository.pullRequest.labels}; with
   * words, an error says so, without, it looks as if there were none.
   */
  public void withhold(int times, String field, @Nullable String words) {
    Map<String, Object> more = new HashMap<>(Map.of("field", field));
    if (words != null) more.put("message", words);
    fault(fault("withhold", times, "POST", "/graphql", more));
  }

  /** The next n issues are hidden from lists for a while. */
  public void lagLists(int times, Duration duration) {
    fault(Map.of("kind", "lag", "times", times, "after", duration.toString()));
  }

  public void primaryRateLimit(int times, String method, String path, int status) {
    fault(fault("rate-primary", times, method, path, Map.of("status", status)));
  }

  /** Without retryAfter the header is missing. */
  public void secondaryRateLimit(
      int times, String method, String path, @Nullable Duration retryAfter) {
    fault(
        fault(
            "rate-secondary",
            times,
            method,
            path,
            retryAfter == null ? Map.of() : Map.of("retry_after", retryAfter.toSeconds())));
  }

  public void dropDeliveries(int times) {
    fault(Map.of("kind", "drop", "times", times));
  }

  /** The next n matching deliveries are held back; GitHub says so in its list. */
  public void throttleDeliveries(int times, String event, Duration duration) {
    fault(Map.of("kind", "throttle", "times", times, "event", event, "after", duration.toString()));
  }

  public void dropDeliveriesPercent(int percent) {
    fault(Map.of("kind", "drop", "percent", percent));
  }

  public void doubleDeliveries(int times) {
    fault(Map.of("kind", "double", "times", times));
  }

  /** Each of the next n deliveries is overtaken by the one after it. */
  public void reorderDeliveries(int times) {
    fault(Map.of("kind", "reorder", "times", times));
  }

  public void delayDeliveries(int times, Duration after) {
    fault(Map.of("kind", "delay", "times", times, "after", after.toString()));
  }

  public void removeFault(long id) {
    call("DELETE", "/_sandbox/faults/" + id, Map.of());
  }

  public void clearFaults() {
    call("DELETE", "/_sandbox/faults", Map.of());
  }

  // Requests

  /** API requests in order of arrival whose method and path match these regular expressions. */
  public List<JsonNode> requests(String methodRegex, String pathRegex) {
    return list(
        call(
            "GET",
            "/_sandbox/requests?method=" + encode(methodRegex) + "&path=" + encode(pathRegex),
            null));
  }

  public List<JsonNode> requests() {
    return requests(".*", ".*");
  }

  public void clearRequests() {
    call("DELETE", "/_sandbox/requests", Map.of());
  }

  // HTTP

  private JsonNode call(String method, String path, @Nullable Map<String, ?> body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(sandbox.resolve(path)).timeout(Duration.ofSeconds(30));
      if (body == null) {
        request.method(method, HttpRequest.BodyPublishers.noBody());
      } else {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(body);
        if (!told) whole.put("told", false);
        request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(whole)));
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300)
        throw new IllegalStateException(
            method + " " + path + " answered " + response.statusCode() + " " + response.body());
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> fault(
      String kind, int times, String method, String path, Map<String, ?> more) {
    Map<String, Object> fault = new HashMap<>(more);
    fault.put("kind", kind);
    fault.put("times", times);
    fault.put("method", method);
    fault.put("path", path);
    return fault;
  }

  private static String repo(String fullName) {
    return "/_sandbox/repositories/" + fullName;
  }

  private static String pull(String fullName, int number) {
    return repo(fullName) + "/pulls/" + number;
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
