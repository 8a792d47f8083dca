package dev.pawl.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What must hold however it went, by GitHub's own state and log: nothing is there twice, nothing
 * was merged that should not be, and nothing stands still without saying whom it waits for.
 */
final class SoakVerdict {
  private static final Pattern MARKER = Pattern.compile("<!-- pawl:effect=(\\S+) -->");
  private static final Pattern TRAILER = Pattern.compile("(?m)^Pawl-Effect: (\\S+)$");
  private static final Pattern ISSUE =
      Pattern.compile("(?i)\\b(?:fix(?:es|ed)?|clos(?:es|ed?)|resolv(?:es|ed?)) #(\\d+)");
  private static final String BOT = "pawl[bot]";
  private static final String CAPABILITIES = "planning/state/system_capabilities.md";

  private final SandboxControl github;
  private final Api reader;
  private final Function<String, List<String>> database;

  SoakVerdict(SandboxControl github, Api reader, Function<String, List<String>> database) {
    this.github = github;
    this.reader = reader;
    this.database = database;
  }

  void judge(List<String> repositories) {
    for (String repository : repositories) {
      nothingIsDoubled(repository);
      nothingWasMergedAgainstAGuard(repository);
    }
    assertThat(database.apply("select guid || ' ' || event from delivery where state = 'dead'"))
        .as("dead letters")
        .isEmpty();
  }

  private void nothingIsDoubled(String repository) {
    List<String> issues = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (JsonNode issue : github.issues(repository)) {
      if (issue.at("/user/login").asText().equals(BOT)) {
        key(MARKER, issue.path("body").asText()).ifPresent(issues::add);
      }
      int number = issue.path("number").asInt();
      for (JsonNode comment : github.comments(repository, number)) {
        if (comment.at("/user/login").asText().equals(BOT)) {
          String body = comment.path("body").asText();
          comments.add(number + " " + key(MARKER, body).orElse(body));
        }
      }
    }
    assertThat(issues).as("issues of %s", repository).doesNotHaveDuplicates();
    assertThat(comments).as("comments in %s", repository).doesNotHaveDuplicates();
    assertThat(commits(repository)).as("commits to %s", repository).doesNotHaveDuplicates();
    assertThat(merges(repository)).as("merges in %s", repository).doesNotHaveDuplicates();
  }

  private List<String> commits(String repository) {
    List<String> keys = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode list =
          reader.get("/repos/" + repository + "/commits?sha=main&per_page=100&page=" + page).json();
      for (JsonNode commit : list) {
        key(TRAILER, commit.at("/commit/message").asText()).ifPresent(keys::add);
      }
      if (list.size() < 100) {
        return keys;
      }
    }
  }

  /** The paths of the requests of Pawl's that merged something. */
  List<String> merges(String repository) {
    return github.requests("PUT", "/repos/" + repository + "/pulls/[0-9]+/merge").stream()
        .filter(request -> request.path("wrote").asBoolean())
        .map(request -> request.path("path").asText())
        .toList();
  }

  /** The truth is found anew in GitHub's state; Pawl's own guards have no part in it. */
  private void nothingWasMergedAgainstAGuard(String repository) {
    List<JsonNode> runs = github.checkRuns(repository);
    for (String path : merges(repository)) {
      int number = Integer.parseInt(path.replaceFirst(".*/pulls/(\\d+)/merge", "$1"));
      JsonNode pull = github.pullRequest(repository, number);
      String about = repository + "#" + number;
      assertThat(pull.path("merged").asBoolean()).as(about).isTrue();
      assertThat(pull.path("draft").asBoolean()).as(about + " is a draft").isFalse();
      assertThat(pull.path("title").asText()).as(about).doesNotContainIgnoringCase("wip");
      assertThat(pull.at("/base/ref").asText()).as(about).isEqualTo("main");
      assertThat(conclusion(runs, pull.at("/head/sha").asText())).as(about).isEqualTo("success");
      Matcher issue = ISSUE.matcher(pull.path("body").asText());
      assertThat(issue.find()).as(about + " names its issue").isTrue();
      within(repository, number, kind(repository, Integer.parseInt(issue.group(1))), about);
    }
  }

  /** Of the latest run on a head. */
  private static String conclusion(List<JsonNode> runs, String head) {
    return runs.stream()
        .filter(run -> run.path("head_sha").asText().equals(head))
        .filter(run -> run.path("name").asText().equals("build"))
        .max(Comparator.comparingLong(run -> run.path("id").asLong()))
        .map(run -> run.path("conclusion").asText())
        .orElse("none");
  }

  private String kind(String repository, int number) {
    return StreamSupport.stream(
            reader
                .get("/repos/" + repository + "/issues/" + number)
                .json()
                .path("labels")
                .spliterator(),
            false)
        .map(label -> label.path("name").asText())
        .filter(label -> label.startsWith("pawl:"))
        .findFirst()
        .orElseGet(() -> "#" + number + " has no label of Pawl's");
  }

  private void within(String repository, int number, String kind, String about) {
    List<String> files = new ArrayList<>();
    for (JsonNode file :
        reader.get("/repos/" + repository + "/pulls/" + number + "/files?per_page=100").json()) {
      files.add(file.path("filename").asText());
      Stream.of(file.path("previous_filename").asText(""))
          .filter(path -> !path.isEmpty())
          .forEach(files::add);
    }
    switch (kind) {
      case "pawl:gap-analysis" ->
          assertThat(files)
              .as(about)
              .hasSize(1)
              .allMatch(
                  path ->
                      path.startsWith("planning/issue_queue/pending/")
                          || path.equals("planning/state/goal_reached.md"));
      case "pawl:capability-update" -> assertThat(files).as(about).containsExactly(CAPABILITIES);
      case "pawl:development" ->
          assertThat(files)
              .as(about)
              .isNotEmpty()
              .noneMatch(
                  path ->
                      path.equals(Town.GOAL)
                          || path.startsWith("planning/issue_queue/")
                          || path.startsWith(".github/"));
      default -> throw new AssertionError(about + " works on no issue of the loop: " + kind);
    }
  }

  private static Optional<String> key(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Every repository is done, or somebody is asked to look, or something happened lately.
   *
   * @param lately such as {@code 3 hours}
   * @param now the world's time
   */
  void nothingStandsStill(String lately, String now) {
    String since = "timestamptz '%s' - interval '%s'".formatted(now, lately);
    assertThat(
            database.apply(
                """
                select r.name || ': ' || coalesce((select d.stage || ' ' || d.reason from decision d
                    where d.repository_id = r.id order by d.id desc limit 1), 'nothing decided')
                from mirror_repository r
                where not exists (select from intervention i where i.repository_id = r.id
                    and i.resolved_at is null)
                  and not exists (select from phase p where p.repository_id = r.id
                    and p.changed_at > %1$s)
                  and not exists (select from execution e join phase p on p.id = e.phase_id
                    where p.repository_id = r.id
                    and greatest(e.made_at, e.started_at, e.signal_at, e.ended_at) > %1$s)
                  and coalesce((select d.stage from decision d where d.repository_id = r.id
                    order by d.id desc limit 1), '') <> 'done'
                """
                    .formatted(since)))
        .as("repositories in which nothing happens and nobody is asked to look")
        .isEmpty();
  }
}
