package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what events tell of checks. Only those of heads that the loop follows are kept, and those
 * on the base that a watched merge is answerable for: what is told earlier than its head, or than
 * its merge, is found by the reading that the head's, or the merge's, own event leads to. Events of
 * a fork's checks name no pull request, so the commit is what leads to it.
 */
@ApplicationScoped
public class Checks {
  private static final int MOST_ROWS = 1_000;

  private final PullRequests pullRequests;

  Checks(PullRequests pullRequests) {
    this.pullRequests = pullRequests;
  }

  /**
   * Takes what an event says of a check.
   *
   * @param told the check, without its repository
   * @param created whether it is the first thing that is said of it
   * @param now when it is told, by the world's clock
   * @return whether anybody follows its commit
   */
  public Uni<Boolean> observe(long repository, Check told, boolean created, Instant now) {
    told.repositoryId = repository;
    told.toldAt = now;
    return pullRequests
        .ofCommit(repository, told.headSha)
        .chain(
            heads ->
                heads.isEmpty()
                    ? Uni.createFrom().item(false)
                    : Check.<Check>findById(told.key())
                        .chain(known -> take(heads, known, told, created))
                        .replaceWith(true));
  }

  private static Uni<Void> take(
      List<PullRequest> heads, @Nullable Check known, Check told, boolean created) {
    if (known == null) {
      return Check.count("repositoryId = ?1 and headSha = ?2", told.repositoryId, told.headSha)
          .chain(
              count -> {
                if (count >= MOST_ROWS) {
                  heads.forEach(row -> row.doubt("it has more checks than can be followed"));
                  return Uni.createFrom().voidItem();
                }
                heads.forEach(PullRequest::tell);
                return told.persist().replaceWithVoid();
              });
    }
    switch (CheckNews.of(known, told, created)) {
      case TAKE -> {
        known.take(told);
        known.toldAt = told.toldAt;
        heads.forEach(PullRequest::tell);
      }
      case DROP -> {}
      case DOUBT -> heads.forEach(row -> row.doubt("two tales of the check " + told.name));
    }
    return Uni.createFrom().voidItem();
  }

  /** Something about a commit's checks changed that only a reading can tell. */
  public Uni<Void> doubt(long repository, String sha, String reason) {
    return pullRequests
        .ofCommit(repository, sha)
        .invoke(heads -> heads.forEach(row -> row.doubt(reason)))
        .replaceWithVoid();
  }

  /** A check run as REST and its events have it. */
  static Check run(JsonNode run) {
    Check check = new Check();
    check.kind = Check.RUN;
    check.headSha = PullRequestFact.text(run.path("head_sha"), Bounded.NAME);
    check.app = run.path("app").path("id").asLong(0);
    check.suite = run.path("check_suite").path("id").asLong(0);
    check.name = PullRequestFact.text(run.path("name"), Bounded.NAME);
    check.id = run.path("id").asLong(0);
    check.status = PullRequestFact.text(run.path("status"), Bounded.NAME).toLowerCase(Locale.ROOT);
    check.conclusion = check.ended() ? word(run.path("conclusion")) : null;
    check.url = url(run.path("details_url"));
    Instant end = Version.time(run.path("completed_at"));
    check.version = end == null ? Version.time(run.path("started_at")) : end;
    return check;
  }

  /** A commit status as its event has it. */
  static Check status(JsonNode status) {
    String state =
        PullRequestFact.text(status.path("state"), Bounded.NAME).toLowerCase(Locale.ROOT);
    boolean running = state.equals("pending") || state.equals("expected");
    Check check = new Check();
    check.kind = Check.STATUS;
    check.headSha = PullRequestFact.text(status.path("sha"), Bounded.NAME);
    check.name = PullRequestFact.text(status.path("context"), Bounded.NAME);
    check.id = status.path("id").asLong(0);
    check.status = running ? "in_progress" : "completed";
    check.conclusion = running ? null : state;
    check.url = url(status.path("target_url"));
    check.version = Version.time(status.path("created_at"));
    return check;
  }

  /** A workflow run, which has no check runs for as long as it waits for approval. */
  static Check workflow(JsonNode run) {
    Check check = new Check();
    check.kind = Check.WORKFLOW;
    check.headSha = PullRequestFact.text(run.path("head_sha"), Bounded.NAME);
    check.suite = run.path("check_suite_id").asLong(0);
    check.name = PullRequestFact.text(run.path("name"), Bounded.NAME);
    check.id = run.path("id").asLong(0);
    check.workflow =
        run.path("workflow_id").asLong(0)
            + ":"
            + PullRequestFact.text(run.path("event"), Bounded.NAME);
    check.status = PullRequestFact.text(run.path("status"), Bounded.NAME).toLowerCase(Locale.ROOT);
    check.conclusion = check.ended() ? word(run.path("conclusion")) : null;
    check.url = url(run.path("html_url"));
    check.version = Version.time(run.path("updated_at"));
    return check;
  }

  private static @Nullable String word(JsonNode value) {
    String text = PullRequestFact.text(value, Bounded.NAME);
    return text.isEmpty() ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String url(JsonNode value) {
    String text = PullRequestFact.text(value, Bounded.URL);
    return text.startsWith("https://") || text.startsWith("http://") ? text : null;
  }
}
