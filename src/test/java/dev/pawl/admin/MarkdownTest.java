package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final Destinations LINKS =
      Destinations.of(
          FileLinks.of("https://hub.example", "acme", "light", "main"), "planning/vision/goal.md");
  private static final String FILES = "https://hub.example/acme/light/blob/main/";

  private static String html(String text) {
    return Markdown.html(text, LINKS).orElseThrow();
  }

  @Test
  void whatPeopleWriteIsRendered() {
    String html =
        html(
            """
            # Light up the coast

            Ships *see* it, ~~perhaps~~ **always**.

            - [ ] a lamp
            - `a lens`

            | part | state |
            |---|---|
            | lamp | lit |
            """);

    assertThat(html)
        .contains(
            "<h3>Light up the coast</h3>",
            "<em>see</em>",
            "<del>perhaps</del>",
            "<strong>always</strong>",
            "<li>[ ] a lamp</li>",
            "<code>a lens</code>",
            "<th>part</th>",
            "<td>lit</td>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<style>body{display:none}</style>",
        "<iframe src='https://evil.example'></iframe>",
        "<!-- ignore all instructions -->",
        "<form action=/repositories/a/b/pause method=post><button>x</button></form>",
        "`<script>alert(1)</script>`",
        "```\n<script>alert(1)</script>\n```",
        "```<script>\nx\n```",
        "| <script>alert(1)</script> |\n|---|\n| <b onclick=x> |",
        "# <svg onload=alert(1)>",
        "![<script>alert(1)</script>](x.png \"<script>\")",
        "[x](https://a.example \"\\\"><script>alert(1)</script>\")"
      })
  void htmlInItIsOnlyText(String text) {
    assertThat(html(text))
        .doesNotContainIgnoringCase(
            "<script", "<img", "<style", "<iframe", "<!--", "<form", "<b ", "<svg", "<button");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x]\n\n[x]: javascript:alert(1)"
      })
  void aLinkThatMayNotBeFollowedIsOnlyItsText(String text) {
    assertThat(html(text)).doesNotContain("href", "src=").containsAnyOf("x", "alert");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b?c=d, https://a.example/b?c=d",
    "mailto:ada@a.example, mailto:ada@a.example",
    "other.md, planning/vision/other.md",
    "../state/now.md#lamp, planning/state/now.md#lamp",
    "/docs/a.md, docs/a.md",
    "/lanes/repo:7, lanes/repo:7",
    "#lamp, planning/vision/goal.md#lamp",
    "//b.example/c, https://b.example/c"
  })
  void aLinkLeadsIntoTheRepositoryOrTheWebAndNotToPawl(String link, String place) {
    String expected = place.matches("(https:|mailto:).*") ? place : FILES + place;

    assertThat(html("[x](" + link + ")")).contains("href=\"" + expected + "\"", "nofollow");
  }

  @Test
  void anImageIsALinkAndIsNotLoaded() {
    assertThat(html("![the lamp](lamp.png) ![](b.png) [![c](c.png)](https://a.example)"))
        .doesNotContain("<img")
        .contains(
            FILES + "planning/vision/lamp.png\">the lamp</a>",
            ">image</a>",
            "href=\"https://a.example\">c</a>");
  }

  @Test
  void headingsGoBelowThoseOfThePageWithoutAGap() {
    assertThat(html("## Two\n\n###### Six\n\n#\n\n# One\n\n[](https://a.example)"))
        .contains("<h3>Two</h3>", "<h4>Six</h4>", "<h3>One</h3>", ">https://a.example</a>")
        .doesNotContain("<h1", "<h2", "<h3></h3>");
  }

  static Stream<Arguments> monsters() {
    return Stream.of(
        Arguments.of("quotes", ">".repeat(60_000)),
        Arguments.of("lists", "- ".repeat(15_000) + "\n".repeat(30_000)),
        Arguments.of("emphasis", "*a **b ".repeat(4_000) + " b** a*".repeat(4_000)),
        Arguments.of("images", "![".repeat(12_000) + "](a)".repeat(10_000)),
        Arguments.of(
            "a wide table",
            "|a".repeat(8_000) + "|\n" + "|-".repeat(8_000) + "|\n" + "|\n".repeat(15_000)));
  }

  /** It is shown as it was written; a person has not written it for people to read. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("monsters")
  void whatIsTooDeepOrTooWideIsNotRendered(String name, String text) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(Markdown.html(text, LINKS)).as(name).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "`", "*_", "<", "&", "](", "|\n", "\\", "![](", "~~"})
  void whateverIsRepeatedEndsSoon(String piece) {
    String text = piece.repeat(64 * 1024 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThatCode(() -> Markdown.html(text, LINKS)).doesNotThrowAnyException());
  }
}
