package dev.pawl.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A repository's page and a decision's replay, in light and dark, wide and narrow. */
@Tag("browser")
@QuarkusTest
class RepositoryBrowserTest extends BrowserStory {
  private static final String PENDING = "planning/issue_queue/pending/";

  private String full() {
    return repository(
        "full",
        Map.of(
            GOAL,
            """
            # Light up the coast

            Every ship within **twenty miles** sees a light. ![The lamp](lamp.png)

            #### What it must do

            | part | who brings it | since | a-very-long-name-without-any-break-that-does-not-fit |
            |---|---|---|---|
            | lamp | ada | 2026 | `planning/vision/goal.md` |
            | lens | ~~nobody~~ grace | 2027 | [its drawing](lens.md) |

            > It is done when no ship is lost.

            1. the lamp
               - oil
               - gas
            2. the lens

            ```
            light --every 10s --for-each-ship-that-is-within-twenty-miles-of-the-coast-and-not-asleep
            ```

            <script>document.title = "taken over"</script>
            """,
            "planning/state/system_capabilities.md",
            "# What there is\n\nA tower. See https://example.org.\n",
            PENDING + "dev-010-grind-a-lens.md",
            "Grind.\n",
            PENDING + "dev-002-a-long-name-that-goes-on-and-on-until-nobody-can-say-what-it-was.md",
            "Climb.\n",
            PENDING + ".gitkeep",
            ""));
  }

  @Test
  void stepsDocumentsQueueAndReplayAreAccessibleAndFit() {
    String full = full();
    String idle = repository("idle", Map.of("README.md", "# no goal"));
    github.install(owner);
    eventually(() -> ownIssues(full).size() == 1);
    eventually(() -> state(idle).equals("Idle"));
    settled();
    long other = otherwise(full);
    String judged = judged();
    try {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : List.of(360, 1280)) {
          look(scheme, width, full, idle, judged, other);
        }
      }
    } finally {
      database().execute("delete from decision where id = $1", other);
    }
  }

  /** The page of a pull request that waits for somebody; its address. */
  private String judged() {
    String repository = repositoryWithGoal("judged");
    String ada = owner + "-ada";
    github.createPerson(ada);
    github.permit(repository, ada, "write");
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    int number =
        github.openPullRequest(
            repository,
            ada,
            "lamp",
            "A lamp with a long title, `code` in it, and a-word-without-any-break-that-does-not-fit",
            "Fixes #1",
            Map.of("lamp", "x\n"));
    eventually(
        () ->
            count(
                    "select count(*) as n from mirror_pull_request where tracked and dirty is null"
                        + " and read_at is not null and repository_id = "
                        + repositoryId(repository))
                == 1);
    settled();
    return "/repositories/" + repository + "/pull-requests/" + number;
  }

  private void look(
      ColorScheme scheme, int width, String full, String idle, String judged, long other) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context =
        visitor(
            new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      Map<String, String> pages =
          Map.of(
              "full", "/repositories/" + full,
              "idle", "/repositories/" + idle,
              "settings", "/repositories/" + full + "/settings",
              "receipts-none", "/repositories/" + full + "/receipts",
              "pull", judged,
              "pulls", judged.replaceFirst("/pull-requests/.*", ""),
              "replayed", "/decisions/" + other,
              "health", "/");
      pages.forEach(
          (name, path) -> {
            page.navigate(pawl.resolve(path).toString());
            page.locator(
                    "section:is(:has(#documents), :has(#held), :has(#link), :has(#pause)) details > summary")
                .all()
                .forEach(it -> it.click());
            picture(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            assertThat(breaches(page)).as("%s in %s at %s", path, scheme, width).isEmpty();
            assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth"))
                .as("%s fits %s pixels", path, width)
                .isTrue();
            assertThat(page.title()).endsWith("· Pawl");
          });
      page.navigate(pawl.resolve(judged).toString());
      assertThat(page.locator("section:has(#guards) tbody tr").first()).containsText("pass");
      assertThat(page.locator("#now")).containsText("Waiting");
      page.navigate(pawl.resolve("/repositories/" + full).toString());
      assertThat(page.locator("[aria-current=step]")).hasCount(1);
      assertThat(page.locator("[aria-current=step]")).containsText("2a");
      assertThat(page.locator(".document img, .document script")).hasCount(0);
      assertThat(page.getByText("Light up the coast")).isHidden();
    }
    assertThat(complaints).isEmpty();
  }

  /** The last decision as other code could have made it, of no repository that a lane goes by. */
  private long otherwise(String repository) {
    return database()
        .execute(
            """
            insert into decision (repository_id, lane, stage, state, reason, change, content,
              view_hash, policy_version, decided_at, noted)
            select -11, lane, '2b', 'Working', '#9 is being worked on for #4.', change,
              '{"stage":"2b","state":"Working","reason":"#9 is being worked on for #4.",'
                || '"steps":[{"key":"development:7:1","reason":"It is to be worked on."}]}',
              view_hash, 2, decided_at,
              '[{"changes":[{"done":"“Light” is opened.","reason":"#9 was merged.","change":""}],"seen":{}}]'
            from decision where repository_id = $1 order by id desc limit 1 returning id
            """,
            repositoryId(repository))
        .iterator()
        .next()
        .getLong("id");
  }
}
