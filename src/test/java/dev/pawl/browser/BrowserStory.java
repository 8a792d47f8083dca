package dev.pawl.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.pawl.testing.Story;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A story that is looked at in a real browser. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrowserStory extends Story {
  private static @Nullable Playwright playwright;
  private static @Nullable Browser browser;

  @TestHTTPResource("/")
  URI pawl;

  @BeforeAll
  static void open() {
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-quic", "--disable-background-networking")));
  }

  /** The machine's own browser; {@code .ci/run} installs one where there is none. */
  private static Path chromium() {
    String named = System.getenv("PAWL_CHROMIUM");
    return Stream.of(
            named == null ? "/usr/bin/chromium" : named,
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium was found; install it, or name it in PAWL_CHROMIUM"));
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(browser).close();
    Objects.requireNonNull(playwright).close();
  }

  static BrowserContext visitor(Browser.NewContextOptions options) {
    BrowserContext context = Objects.requireNonNull(browser).newContext(options);
    context.setDefaultTimeout(20_000);
    return context;
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** For somebody to look at; nothing depends on it. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "pictures", name + ".png"))
            .setFullPage(true));
  }

  static List<String> breaches(Page page) {
    return new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
            .analyze()
            .getViolations()
            .stream()
            .map(BrowserStory::say)
            .toList();
  }

  private static String say(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml();
  }
}
