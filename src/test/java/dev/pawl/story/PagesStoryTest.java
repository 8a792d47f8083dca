package dev.pawl.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every page at its emptiest: what may be unknown is shown as unknown, never as an error. */
@QuarkusTest
class PagesStoryTest extends Story {
  private static final long REPOSITORY = -7;
  private static final UUID GUID = UUID.fromString("00000000-0000-4000-8000-000000000007");
  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void tidy() {
    for (String table : List.of("decision", "effect")) {
      database().execute("delete from " + table + " where repository_id = $1", REPOSITORY);
    }
    database().execute("delete from intervention where repository_id = $1", REPOSITORY);
    database().execute("delete from view where hash = 'barest'");
    database().execute("delete from mirror_repository where id = $1", REPOSITORY);
    database().execute("delete from lane where name = 'repo:-7'");
    database().execute("delete from delivery where guid = $1", GUID);
    database().execute("delete from rate_budget where installation_id = $1", REPOSITORY);
  }

  @Test
  void whatIsUnknownIsShownAsUnknown() {
    barestRepository();
    assertThat(page("/")).contains("barest/of-all", "Nothing was decided yet.");
    assertThat(page("/health/body")).contains("barest/of-all");
    assertThat(page("/api/health")).contains("barest");
    assertThat(page("/repositories/barest/of-all")).contains("Nothing was decided yet.");
    assertThat(page("/lanes/repo:-7")).contains("on an event");

    database()
        .execute(
            """
            insert into delivery (guid, event, lane, bytes, state) overriding user value
            values ($1, 'issues', 'repo:-7', 1, 'dead')
            """,
            GUID);
    assertThat(page("/deliveries")).contains(GUID.toString());
    assertThat(page("/deliveries/" + GUID)).contains("not yet");

    long effect = barestEffect();
    assertThat(page("/effects")).contains("/effects/" + effect);
    assertThat(page("/effects/" + effect)).contains("barest");

    database()
        .execute(
            """
            insert into rate_budget (installation_id, resource, seen_at)
            values ($1, 'core', now())
            """,
            REPOSITORY);
    assertThat(page("/")).contains("unknown yet", "It could not be worked on: no reason noted");
  }

  /** A page ends somewhere; what it leaves out it counts. */
  @Test
  void whatFindsNoPlaceAmongWhatNeedsSomebodyIsCounted() {
    barestRepository();
    assertThat(page("/")).doesNotContain("more wait:");
    database()
        .execute(
            """
            insert into intervention (repository_id, scope, name, why, what, choices, raised_at)
            select $1, 'repository', 'barest-' || n, 'why ' || n, 'what', '', now()
            from generate_series(1, 203) n
            """,
            REPOSITORY);
    long open =
        count(
            """
            select count(*) as n from intervention i join mirror_repository r on r.id = i.repository_id
            where i.resolved_at is null and r.state = 'active'
            """);
    assertThat(page("/")).contains((open - 200) + " more wait: each stands on the page");
    assertThat(page("/api/health")).contains("\"undecided\":" + open);
  }

  @Test
  void whatDoesNotExistIsSaid() {
    for (String path :
        List.of(
            "/repositories/no/where",
            "/repositories/no/where/pull-requests/1",
            "/decisions/999999999",
            "/effects/999999999",
            "/lanes/repo:999999999",
            "/deliveries/" + UUID.randomUUID())) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
      assertThat(get(path).body()).as(path).contains("There is nothing here");
    }
  }

  @Test
  void hostileQueriesAreOnlyText() {
    for (String query :
        List.of("q=%27%3B+drop+table+delivery%3B--", "state=nonsense", "before=abc", "q=%00")) {
      assertThat(get("/deliveries?" + query).statusCode()).as(query).isLessThan(500);
      assertThat(get("/effects?" + query).statusCode()).as(query).isLessThan(500);
    }
    assertThat(get("/lanes/%3Cscript%3Ealert(1)%3C%2Fscript%3E").body())
        .doesNotContain("<script>a");
  }

  private void barestRepository() {
    database().execute("insert into lane (name) values ('repo:-7')");
    database()
        .execute(
            """
            insert into mirror_repository (id, installation_id, owner, name, state)
            values ($1, $1, 'barest', 'of-all', 'active')
            """,
            REPOSITORY);
  }

  private long barestEffect() {
    return database()
        .execute(
            """
            insert into effect (key, kind, lane, repository_id, installation_id, principal, intent, reason,
              state, planned_at)
            values ('barest', 'create-issue', 'repo:-7', $1, $1, 'app', '{}', 'barest', 'failed', now())
            returning id
            """,
            REPOSITORY)
        .iterator()
        .next()
        .getLong("id");
  }

  private String page(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path) {
    try {
      return browser.send(
          HttpRequest.newBuilder(webhook().resolve(path))
              .header("Accept", "text/html, */*")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
