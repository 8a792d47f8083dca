package dev.pawl.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.pawl.setup.FreshPawl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The set-up as somebody clicks through it: over GitHub's pages and back, with real cookies. */
@Tag("browser")
@QuarkusTest
@TestProfile(FreshPawl.class)
class SetupBrowserTest extends BrowserStory {
  private static final int MOST_CLICKS = 6;
  private int clicks;

  private void click(Locator what) {
    clicks++;
    what.click();
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private void signIn(Page page) {
    page.navigate(pawl.resolve("/login").toString());
    page.getByLabel("Operator's token").fill(FreshPawl.TOKEN);
    button(page, "Sign in").click();
    assertThat(page).hasURL(pawl.toString());
  }

  private void forget() {
    database().execute("delete from github_app");
    eventually(() -> database().execute("select 1 from github_app").rowCount() == 0);
  }

  @Test
  void fromTheFirstPageToTheFirstIssueInSixClicks() {
    String repository = repositoryWithGoal("lamp");
    try (BrowserContext context = visitor(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      signIn(page);
      setUp(page, "Pawl by clicks", repository, true);
      assertThat(complaints).isEmpty();
    }
    assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
    forget();
  }

  @Test
  void withoutJavaScriptItTakesOneMore() {
    String repository = repositoryWithGoal("plain");
    try (BrowserContext context =
        visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      signIn(page);
      setUp(page, "Pawl without scripts", repository, false);
    }
    assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
    forget();
  }

  private void setUp(Page page, String name, String repository, boolean scripts) {
    click(scripts ? link(page, "Set up the App") : link(page, "The App’s set-up and secrets"));
    page.getByLabel("Organisation").fill(owner);
    page.getByLabel("Name of the App").fill(name);
    look(page, "set-up", scripts);
    click(button(page, "Go on to GitHub"));
    if (!scripts) {
      click(button(page, "Go on to GitHub"));
    }
    assertThat(page.locator("h1")).hasText("Create GitHub App");
    click(button(page, "Create GitHub App"));
    assertThat(page.locator("h1")).hasText("Set-up");
    look(page, "set-up-install", scripts);
    click(link(page, "Install " + name));
    page.getByLabel("Account").selectOption(owner);
    click(button(page, "Install"));
    assertThat(page.locator("h1")).hasText("Set-up");
    eventually(() -> ownIssues(repository).size() == 1);
    if (!scripts) {
      page.reload();
    }
    assertThat(link(page, repository)).isVisible();
    look(page, "set-up-done", scripts);
    settled();
  }

  /** The check of accessibility is a script itself, and waits for ever where there are none. */
  private static void look(Page page, String name, boolean scripts) {
    if (scripts) {
      check(page, name);
    }
  }

  private static void check(Page page, String name) {
    picture(page, name);
    assertThat(breaches(page)).as(name).isEmpty();
  }

  @Test
  void itIsReadableInTheDarkAndFitsANarrowScreen() {
    try (BrowserContext context =
        visitor(
            new Browser.NewContextOptions()
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(360, 740))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(pawl.resolve("/setup").toString());
      check(page, "set-up-narrow");
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      page.navigate(pawl.resolve("/setup/finish?code=a&state=b").toString());
      assertThat(page.locator("main")).containsText("was not begun in this browser");
      check(page, "set-up-refused");
    }
  }
}
