package dev.pawl.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.Api;
import dev.pawl.sandbox.SandboxControl;
import dev.pawl.testing.InFlight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  /**
   * What is not as it must be, by what must not be; nothing in any of them where all is well.
   *
   * @param lately such as {@code 3 hours}; what has changed since does not stand still
   * @param now the world's time
   * @param inFlight how many tasks may be worked on at once in a repository
   */
  Map<String, List<String>> findings(
      List<String> repositories, String lately, String now, int inFlight) {
    Map<String, List<String>> findings = new LinkedHashMap<>();
    for (String what : List.of("issues", "comments", "commits", "merges")) {
      findings.put("doubled " + what, new ArrayList<>());
    }
    List<String> merged = new ArrayList<>();
    for (String repository : repositories) {
      doubled(repository, findings);
      merged.addAll(mergedAgainstAGuard(repository));
    }
    findings.put("merges against a guard", merged);
    findings.put("lanes stuck without an intervention", standingStill(lately, now));
    findings.put("repositories with more tasks at once than they may", tooMany(inFlight));
    findings.put(
        "dead letters",
        database.apply("select guid || ' ' || event from delivery where state = 'dead'"));
    return findings;
  }

  private List<String> tooMany(int inFlight) {
    return database.apply(
        "select r.name || ': ' || m.most from ("
            + InFlight.MOST
            + ") m join mirror_repository r on r.id = m.repository_id where m.most > "
            + inFlight);
  }

  private void doubled(String repository, Map<String, List<String>> findings) {
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
    Map<String, List<String>> all =
        Map.of(
            "issues",
            issues,
            "comments",
            comments,
            "commits",
            commits(repository),
            "merges",
            merges(repository));
    all.forEach(
        (what, keys) -> {
          Set<String> seen = new HashSet<>();
          keys.stream()
              .filter(key -> !seen.add(key))
              .forEach(
                  key ->
                      Objects.requireNonNull(findings.get("doubled " + what))
                          .add(repository + ": " + key));
        });
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
  private List<String> mergedAgainstAGuard(String repository) {
    List<JsonNode> runs = github.checkRuns(repository);
    List<String> wrong = new ArrayList<>();
    for (String path : merges(repository)) {
      int number = Integer.parseInt(path.replaceFirst(".*/pulls/(\\d+)/merge", "$1"));
      try {
        rightlyMerged(repository, number, runs);
      } catch (AssertionError against) {
        wrong.add(against.getMessage());
      }
    }
    return wrong;
  }

  private void rightlyMerged(String repository, int number, List<JsonNode> runs) {
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
      case "pawl:review" ->
          assertThat(files)
              .as(about)
              .singleElement()
              .satisfies(path -> assertThat(path).startsWith("planning/reviews/"));
      case "pawl:review-consumption" ->
          assertThat(files)
              .as(about)
              .isNotEmpty()
              .allMatch(path -> path.startsWith("planning/issue_queue/pending/review-"));
      default -> throw new AssertionError(about + " works on no issue of the loop: " + kind);
    }
  }

  private static Optional<String> key(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * A task that cannot go on and about which nobody is asked; and a repository that is not done, in
   * which nothing has happened lately, and in which nobody is asked about the whole of it or about
   * the task that cannot go on. A question about a file stops nothing, so it excuses nothing.
   */
  private List<String> standingStill(String lately, String now) {
    String since = "timestamptz '%s' - interval '%s'".formatted(now, lately);
    return database.apply(
        """
        select r.name || ': “' || p.title || '” is stuck' from phase p
        join mirror_repository r on r.id = p.repository_id
        where p.state = 'stuck' and not exists (select from intervention i
          where i.repository_id = r.id and i.resolved_at is null
          and (i.scope = 'repository' or i.phase_id = p.id))
        union all
        select r.name || ': ' || coalesce((select d.stage || ' ' || d.reason from decision d
            where d.repository_id = r.id order by d.id desc limit 1), 'nothing decided')
        from mirror_repository r
        where not exists (select from intervention i left join phase p on p.id = i.phase_id
            where i.repository_id = r.id and i.resolved_at is null
            and (i.scope = 'repository' or p.state = 'stuck'))
          and not exists (select from phase p where p.repository_id = r.id
            and p.changed_at > %1$s)
          and not exists (select from execution e join phase p on p.id = e.phase_id
            where p.repository_id = r.id
            and greatest(e.made_at, e.started_at, e.signal_at, e.ended_at) > %1$s)
          and coalesce((select d.stage from decision d where d.repository_id = r.id
            order by d.id desc limit 1), '') <> 'done'
        """
            .formatted(since));
  }

  /** Nothing of what must not be. */
  static void assertNone(Map<String, List<String>> findings) {
    assertThat(findings).allSatisfy((what, found) -> assertThat(found).as(what).isEmpty());
  }
}
