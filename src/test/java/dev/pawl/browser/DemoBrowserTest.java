package dev.pawl.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.pawl.sandbox.AgentControl;
import dev.pawl.sandbox.MoodDemo;
import dev.pawl.sandbox.PlanDemo;
import dev.pawl.sandbox.world.AgentMood;
import dev.pawl.testing.SandboxResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A turn of the loop on the pages, and the page where people make things go wrong. */
@Tag("browser")
@QuarkusTest
class DemoBrowserTest extends BrowserStory {
  private AgentControl agents;
  private String keeper;

  @BeforeEach
  void employ() {
    agents = new AgentControl(github);
    keeper = owner + "-keeper";
    github.createPerson(keeper);
    agents.mintToken(keeper, SandboxResource.PERSON_TOKEN);
    agents.seat(keeper, true);
    agents.pace(Duration.ofMillis(100));
  }

  @AfterEach
  void dismiss() {
    agents.revokeTokens(keeper);
    agents.pace(Duration.ofMillis(10));
  }

  /** A repository with a goal, an agent and checks; its full name. */
  private String lamp() {
    PlanDemo.seed(
        github.url(), owner, keeper, new MoodDemo.Task("lamp", "A lamp", AgentMood.NORMAL, 0, 2));
    return owner + "/lamp";
  }

  private URI controls() {
    return github.url().resolve("/_sandbox/controls");
  }

  @Test
  void aTurnAndTheControlsAreAccessibleAndFit() {
    String lamp = lamp();
    github.install(owner);
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              passTime(Duration.ofSeconds(1));
              return count("select count(*) as n from run where state = 'done'") >= 3;
            });
    agents.mood(lamp, "copilot", "silent");
    long run = count("select min(id) as n from run where state = 'done'");
    github.fault(Map.of("kind", "late", "path", ".*/nothing/of/this", "times", 3));
    long needing = intervention(lamp, run);
    findings(run);

    Map<String, URI> pages = new LinkedHashMap<>();
    pages.put("turn", pawl.resolve("/repositories/" + lamp));
    pages.put("run", pawl.resolve("/runs/" + run));
    pages.put("runs", pawl.resolve("/repositories/" + lamp + "/runs"));
    pages.put("runs-none", pawl.resolve("/repositories/" + lamp + "/runs?state=cancelled"));
    int merged = unclear(lamp);
    String receipts = "/repositories/" + lamp + "/receipts";
    pages.put("receipts", pawl.resolve(receipts));
    pages.put("receipt", pawl.resolve(receipts + "/" + merged));
    pages.put("merged", pawl.resolve("/repositories/" + lamp + "/pull-requests/" + merged));
    pages.put("turning", pawl.resolve("/"));
    pages.put("controls", controls());
    pages.put("github", github.url().resolve("/" + lamp));
    try {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : List.of(360, 1280)) {
          look(scheme, width, pages);
        }
      }
    } finally {
      database().execute("update intervention set resolved_at = raised_at where id = $1", needing);
      github.uninstall(github.installationOf(owner));
      settled();
    }
  }

  /** A merge of which nobody knows whether it turned its base red; its number. */
  private int unclear(String repository) {
    return database()
        .execute(
            """
            update merge_receipt set watch = 'unclear', watch_why = 'The check `build` failed on it; what it says of the commit before was not known in time.'
            where id = (select min(id) from merge_receipt where repository_id = $1)
            returning pull_request
            """,
            repositoryId(repository))
        .iterator()
        .next()
        .getInteger("pull_request");
  }

  /** One that still holds, and one that does not any more. */
  private void findings(long run) {
    database()
        .execute(
            """
            insert into finding (repository_id, pull_request, phase_id, guard, text, mends, head,
              found_at, resolved_at)
            select p.repository_id, 2, p.id, g.guard, 'Waiting for new commits on #2: `build` failed.',
              'commits', 'abc', p.opened_at, g.resolved
            from (select * from phase where run_id = $1 order by id limit 1) p,
              (values ('Checks', null), ('Reviews', now())) g(guard, resolved)
            """,
            run);
  }

  private void look(ColorScheme scheme, int width, Map<String, URI> pages) {
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
      pages.forEach(
          (name, address) -> {
            page.navigate(address.toString());
            page.locator("section:has(#hand) details > summary").all().forEach(it -> it.click());
            picture(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            assertThat(breaches(page)).as("%s in %s at %s", name, scheme, width).isEmpty();
            assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth"))
                .as("%s fits %s pixels", name, width)
                .isTrue();
          });
      page.navigate(pages.get("turn").toString());
      assertThat(page.locator("section:has(#runs) svg rect.worked").first()).isAttached();
      assertThat(page.locator("section:has(#commits) li").first()).containsText("planning/");
      page.navigate(pages.get("run").toString());
      assertThat(page.locator("section:has(#time) svg rect.worked")).isAttached();
      assertThat(button(page, "Skip")).isVisible();
    }
    assertThat(complaints).isEmpty();
  }

  /**
   * Without a script: a mood, a fault, and a person's hand. Nothing works on the repository: a
   * session that began meanwhile would take the mood, and a pull request the fault.
   */
  @Test
  void theControlsAreForms() {
    String lamp = lamp();
    int issue = github.openIssue(lamp, keeper, "Somebody's question", "");
    try (BrowserContext context =
        visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(controls().toString());
      String whose = " of Copilot in " + lamp;
      chosen(page, "Mood" + whose).selectOption("two-pull-requests");
      chosen(page, "How long" + whose).selectOption("1");
      button(page, "Set the mood" + whose).click();
      assertThat(page).hasURL(controls() + "#agents");
      assertThat(chosen(page, "Mood" + whose)).hasValue("two-pull-requests");
      assertThat(agents.agents(lamp).at("/agents/copilot/mood").asText())
          .isEqualTo("two-pull-requests");

      Locator deliveries = page.locator("form:has(label:has-text('Deliveries'))");
      deliveries.locator("select[name=aim]").selectOption("pull_requests");
      deliveries
          .locator("select[name=mishap]")
          .selectOption(new SelectOption().setLabel("sends it twice"));
      button(page, "Begin, for deliveries").click();
      assertThat(page.getByText("The next time, at pull requests: GitHub sends it twice"))
          .isVisible();
      button(page, "End all of it").click();
      assertThat(page.getByText("Nothing goes wrong just now.")).isVisible();

      button(page, "Close " + lamp + "#" + issue).click();
      assertThat(page.getByText("Somebody's question")).hasCount(0);
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(lamp)).first().click();
      assertThat(page.locator("h1")).hasText(lamp);
    }
  }

  private static Locator chosen(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** A point where a person is needed, in a run that has ended: only to be looked at. */
  private long intervention(String repository, long run) {
    return database()
        .execute(
            """
            insert into intervention (repository_id, scope, phase_id, name, why, what, choices,
              raised_at)
            select $1, 'phase', min(id), 'looked-at', 'the agent failed twice on #1: `build` did not pass.',
              'Choose how it goes on.', E'retry\\nother-agent\\nskip\\ntake-over', clock_timestamp()
            from phase where run_id = $2 returning id
            """,
            repositoryId(repository),
            run)
        .iterator()
        .next()
        .getLong("id");
  }
}
