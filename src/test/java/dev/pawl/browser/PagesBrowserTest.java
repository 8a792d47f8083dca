package dev.pawl.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see, and can do, with and without JavaScript, in light and dark, wide and narrow. */
@Tag("browser")
@QuarkusTest
class PagesBrowserTest extends BrowserStory {
  @Test
  void withoutJavaScriptEverythingIsReadableAndTheActionsWork() {
    String repository = repositoryWithGoal("plain");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    try (BrowserContext context =
        visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(pawl.toString());
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(repository)).click();
      assertThat(page.locator("h1")).hasText(repository);
      assertThat(page.locator("#now")).containsText("1a");
      page.navigate(pawl.resolve("/deliveries?q=installation").toString());
      page.locator("tbody a").first().click();
      assertThat(page.locator(".life")).containsText("Received");
      String address = page.url();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay")).click();
      assertThat(page).hasURL(address);
      page.navigate(pawl.toString());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check now")).click();
      assertThat(page.locator("section", new Page.LocatorOptions().setHasText("Components")).last())
          .containsText("GitHub knows the App");
    }
    settled();
    assertThat(ownIssues(repository)).hasSize(1);
  }

  @Test
  void anOpenPageShowsWhatHappensUntilItIsStopped() {
    try (BrowserContext context = visitor(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.navigate(pawl.toString());
      String first = repositoryWithGoal("first");
      github.install(owner);
      assertThat(page.getByText(first)).isVisible();
      assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(first)))
          .containsText("gap analysis #1");

      page.locator("#live-switch").click();
      assertThat(page.locator("#live-switch")).hasText("Stopped");
      page.locator("h1").click();
      String second = owner + "-b";
      github.createAccount(second, "Organization");
      github.createRepository(second, "unseen", Map.of(GOAL, "Light."));
      github.install(second);
      eventually(() -> ownIssues(second + "/unseen").size() == 1);
      page.waitForTimeout(2500);
      assertThat(page.getByText(second + "/unseen")).hasCount(0);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void everyPageIsAccessibleInLightAndDarkAndFitsANarrowScreen() {
    String repository = repositoryWithGoal("reachable");
    String idle = repository("idle", Map.of("README.md", "# no goal"));
    github.createRepository(
        owner, "mistaken", Map.of(GOAL, "Light.", ".github/pawl.yml", "agnet: {}\n"));
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    eventually(() -> state(idle).equals("Idle"));
    settled();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context =
          visitor(
              new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(360, 800))) {
        Page page = context.newPage();
        for (String path : paths(repository, idle)) {
          page.navigate(pawl.resolve(path).toString());
          assertThat(breaches(page)).as("%s in %s", path, scheme).isEmpty();
          assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth"))
              .as("%s fits 360 pixels", path)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aPauseATaskAndAChoiceAreMadeWithoutJavaScriptAndFitANarrowScreen() {
    String repository = repository("by-hand", Map.of("README.md", "# by hand"));
    github.install(owner);
    eventually(() -> state(repository).equals("Idle"));
    settled();
    github.failNext(1, "POST", "/repos/" + repository + "/issues", 422);
    try (BrowserContext context =
        visitor(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setViewportSize(360, 800))) {
      Page page = context.newPage();
      String address = pawl.resolve("/repositories/" + repository).toString();
      page.navigate(address);
      picture(page, "repository-empty");
      page.getByText("Open a task").click();
      page.getByLabel("Title").fill("Light the lamp");
      page.getByLabel("What is to be done").fill("So that ships see it.");
      button(page, "Open its issue in by-hand").click();
      assertThat(page).hasURL(address);
      assertThat(page.locator("#work + ul")).containsText("Light the lamp");
      eventually(
          () ->
              count(
                      "select count(*) as n from intervention where repository_id = "
                          + repositoryId(repository))
                  == 1);
      settled();

      page.navigate(pawl.toString());
      assertThat(page.locator("section:has(#needs)")).containsText("could not be opened");
      picture(page, "health-needs-you");
      page.navigate(address);
      page.getByText("Pause by-hand").click();
      page.locator("form[action$=pause]").getByLabel("Why").fill("A release is made");
      button(page, "Stop at once").click();
      assertThat(page).hasURL(address);
      assertThat(page.locator("section:has(#pause)")).containsText("by operator");
      page.getByText("Hold one back").click();
      page.getByLabel("Number").fill("41");
      page.locator("form[action$='/hold']").getByLabel("Why").fill("Ada is away");
      button(page, "Hold it back").click();
      assertThat(page.locator("section:has(#held)")).containsText("Ada is away");
      picture(page, "repository-full");
      button(page, "Retry").click();
      assertThat(page).hasURL(address);
      assertThat(page.locator("#needs")).hasCount(0);
      button(page, "Resume by-hand").click();
      eventually(() -> ownIssues(repository).size() == 1);
      settled();
    }
    String run =
        "/runs/"
            + count("select id as n from run where repository_id = " + repositoryId(repository));
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context =
          visitor(
              new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(360, 800))) {
        Page page = context.newPage();
        for (String path : List.of("/repositories/" + repository, run)) {
          page.navigate(pawl.resolve(path).toString());
          page.locator("details").all().forEach(one -> one.locator("summary").click());
          assertThat(breaches(page)).as("%s in %s", path, scheme).isEmpty();
          assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth"))
              .as("%s fits 360 pixels", path)
              .isTrue();
        }
        picture(page, "run-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCanBeSaidOnGitHubCanBeDoneWithAndWithoutJavaScript(boolean script) {
    String name = script ? "scripted" : "plainly";
    String queue = "planning/issue_queue/pending/";
    String repository =
        repository(
            name, Map.of(GOAL, "Light.", queue + "a.md", "# Lamp\n", queue + "b.md", "# Lens\n"));
    String ada = owner + "-ada";
    github.createPerson(ada);
    github.permit(repository, ada, "write");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    int pull =
        github.openPullRequest(
            repository, ada, "lamp", "A lamp", "For the coast", Map.of("lamp", "x\n"));
    settled();
    String address = pawl.resolve("/repositories/" + repository).toString();
    try (BrowserContext context =
        visitor(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(script)
                .setViewportSize(360, 800))) {
      Page page = context.newPage();
      page.navigate(address);
      freezeAndEndIt(page, name);
      assertThat(page).hasURL(address);

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("#" + pull + " A lamp"))
          .click();
      String looked = page.url();
      page.getByText("Say which issue").click();
      page.getByLabel("Issue of Pawl").fill("#1");
      button(page, "Link #" + pull + " to it").click();
      assertThat(page).hasURL(looked);
      assertThat(page.locator("section:has(#link) p").first()).containsText("#1: Lamp");
      button(page, "Look again now").click();
      assertThat(page).hasURL(looked);
      page.getByText("Hold #" + pull + " back").click();
      page.getByLabel("Why").fill("Ada is away");
      button(page, "Hold it back").click();
      assertThat(page).hasURL(looked);
      assertThat(page.locator("section:has(#held)")).containsText("Ada is away");
      picture(page, "pull-held-" + name);
      button(page, "Let #" + pull + " go on").click();
      assertThat(page.locator("section:has(#held)")).containsText("Nobody holds it back");

      queueAndIssue(page, address, name);
    }
    settled();
    assertThat(ownIssues(repository).stream().map(issue -> issue.path("title").asText()))
        .contains("Lens", "A dimmer");
  }

  private static void freezeAndEndIt(Page page, String name) {
    page.getByText("Freeze the merges of " + name).click();
    var form = page.locator("form[action$='/freeze']");
    form.getByLabel("Why").fill("The fair");
    form.getByLabel("How long").selectOption("60");
    button(page, "Merge nothing").click();
    assertThat(page.locator("section:has(#pause)")).containsText("The fair");
    picture(page, "repository-frozen-" + name);
    assertThat(breachesWhereScripted(page, name)).isEmpty();
    button(page, "Let " + name + " merge again").click();
    assertThat(page.locator("section:has(#pause)")).not().containsText("The fair");
  }

  /** Axe is a script itself. */
  private static List<String> breachesWhereScripted(Page page, String name) {
    return name.equals("scripted") ? breaches(page) : List.of();
  }

  private void queueAndIssue(Page page, String address, String name) {
    page.navigate(address);
    button(page, "Take up now: b.md").click();
    assertThat(page.locator("h1")).hasText("Things have changed meanwhile");
    picture(page, "refused-" + name);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Back")).click();
    assertThat(page).hasURL(address);
    page.getByText("Open an issue that is no task").click();
    page.getByLabel("Subject").fill("A dimmer");
    page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("For the night.");
    button(page, "Open this issue in " + name).click();
    assertThat(page).hasURL(address);
    button(page, "It is complete: a.md").click();
    assertThat(page).hasURL(address);
    eventually(
        () -> {
          page.reload();
          return button(page, "It is complete: b.md").count() == 1;
        });
    picture(page, "repository-acted-" + name);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Lens").setExact(true))
        .first()
        .click();
    String run = page.url();
    page.getByText("Have it go on in another way").last().click();
    picture(page, "run-change-" + name);
    assertThat(breachesWhereScripted(page, name)).isEmpty();
    button(page, "Go on without it").last().click();
    assertThat(page).hasURL(run);
    assertThat(page.getByText("Have it go on in another way")).hasCount(0);
  }

  private List<String> paths(String repository, String idle) {
    String guid =
        database()
            .execute("select guid::text as guid from delivery order by sequence desc limit 1")
            .iterator()
            .next()
            .getString("guid");
    return List.of(
        "/",
        "/deliveries",
        "/deliveries?q=nothing-like-it",
        "/deliveries/" + guid,
        "/effects",
        "/effects/" + count("select max(id) as n from effect"),
        "/decisions/" + count("select max(id) as n from decision"),
        "/repositories/" + repository,
        "/repositories/" + idle,
        "/repositories/" + repository + "/settings",
        "/repositories/" + repository + "/receipts",
        "/repositories/" + owner + "/mistaken",
        "/lanes/repo:" + count("select max(id) as n from mirror_repository"),
        "/login",
        "/no-such-page");
  }

  @Test
  void theFirstPageIsLightAndAsksNobodyElse() {
    AtomicLong bytes = new AtomicLong();
    List<String> elsewhere = new ArrayList<>();
    try (BrowserContext context = visitor(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      page.onResponse(
          response -> {
            if (!response.url().startsWith(pawl.toString())) {
              elsewhere.add(response.url());
            }
            String length = response.headers().get("content-length");
            bytes.addAndGet(length == null ? 0 : Long.parseLong(length));
          });
      page.navigate(pawl.toString());
      assertThat(page.locator("h1")).hasText("Health");
    }
    assertThat(elsewhere).isEmpty();
    assertThat(bytes.get()).isBetween(10_000L, 100_000L);
  }

  @Test
  void theKeyboardReachesEverythingInOrderBeginningWithTheSkipLink() {
    String repository = repositoryWithGoal("keys");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    try (BrowserContext context = visitor(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      page.navigate(pawl.toString());
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus")).hasText("Skip to content");
      List<String> reached = new ArrayList<>();
      for (int i = 0; i < 200 && !reached.contains("Check now"); i++) {
        page.keyboard().press("Tab");
        reached.add(page.locator(":focus").textContent());
      }
      assertThat(reached).contains("Health", "Deliveries", "Effects", repository, "Check now");
    }
  }
}
