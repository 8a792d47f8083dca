package dev.pawl.command.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each line means. */
class WishParserTest {
  static Stream<Arguments> understood() {
    return Stream.of(
        Arguments.of("/pawl", new Wish.Plain(Verb.HELP)),
        Arguments.of("/pawl help", new Wish.Plain(Verb.HELP)),
        Arguments.of("/pawl STATUS", new Wish.Plain(Verb.STATUS)),
        Arguments.of("/pawl take-over", new Wish.Plain(Verb.TAKE_OVER)),
        Arguments.of("/pawl pause", new Wish.Pause(false, null, "")),
        Arguments.of("/pawl pause for 2h", new Wish.Pause(false, Duration.ofHours(2), "")),
        Arguments.of(
            "/pawl pause for 1d12h30m the release",
            new Wish.Pause(false, Duration.ofMinutes(36 * 60 + 30), "the release")),
        Arguments.of("/pawl pause for repairs", new Wish.Pause(false, null, "for repairs")),
        Arguments.of("/pawl pause for", new Wish.Pause(false, null, "for")),
        Arguments.of("/pawl pause for 2h3", new Wish.Pause(false, null, "for 2h3")),
        Arguments.of(
            "/pawl pause --drain for 10min x", new Wish.Pause(true, Duration.ofMinutes(10), "x")),
        Arguments.of("/pawl pause why -not --so?", new Wish.Pause(false, null, "why -not --so?")),
        Arguments.of("/pawl hold @/etc/passwd", new Wish.Hold(null, "@/etc/passwd")),
        Arguments.of("/pawl hold ${env:PATH}", new Wish.Hold(null, "${env:PATH}")),
        Arguments.of("/pawl hold 'for ever\"", new Wish.Hold(null, "'for ever\"")),
        Arguments.of(
            "/pawl freeze for 3d the fair", new Wish.Freeze(Duration.ofDays(3), "the fair")),
        Arguments.of("/pawl unfreeze", new Wish.Plain(Verb.UNFREEZE)),
        Arguments.of("/pawl promote", new Wish.OfFile(Verb.PROMOTE, "")),
        Arguments.of("/pawl promote dev 1.md", new Wish.OfFile(Verb.PROMOTE, "dev 1.md")),
        Arguments.of("/pawl complete a/b.md", new Wish.OfFile(Verb.COMPLETE, "a/b.md")),
        Arguments.of("/pawl assign @Claude", new Wish.Assign("claude")),
        Arguments.of("/pawl link #12", new Wish.Link(12)),
        Arguments.of("/pawl link 12", new Wish.Link(12)),
        Arguments.of("/pawl create issue A lamp", new Wish.CreateIssue("A lamp")),
        Arguments.of("/pawl replay 41", new Wish.Replay(41)));
  }

  @ParameterizedTest
  @MethodSource("understood")
  void isUnderstood(String line, Wish wish) {
    assertThat(WishParser.parse(line)).isEqualTo(new Parsed.Understood(wish));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pawl assign",
        "/pawl assign a b",
        "/pawl link",
        "/pawl link #0",
        "/pawl link 99999999999",
        "/pawl create",
        "/pawl create issue",
        "/pawl create task x",
        "/pawl replay",
        "/pawl replay x",
        "/pawl resume at once",
        "/pawl merge --force",
        "/pawl merge when green"
      })
  void whatIsKnownIsSaidOtherwise(String line) {
    Verb verb = Verb.valueOf(line.split(" ")[1].toUpperCase(java.util.Locale.ROOT));
    assertThat(WishParser.parse(line))
        .isInstanceOfSatisfying(
            Parsed.Wrong.class, wrong -> assertThat(wrong.verb()).isEqualTo(verb));
  }

  @ParameterizedTest
  @CsvSource({
    "/pawl puase, PAUSE",
    "/pawl resum, RESUME",
    "/pawl takeover, TAKE_OVER",
    "/pawl unhodl, UNHOLD",
    "/pawl mergee, MERGE"
  })
  void C5_theNearestIsFound(String line, Verb nearest) {
    assertThat(WishParser.parse(line))
        .isInstanceOfSatisfying(
            Parsed.Wrong.class,
            wrong -> {
              assertThat(wrong.verb()).isNull();
              assertThat(wrong.nearest()).first().isEqualTo(nearest);
            });
  }

  @Test
  void C5_whatIsLikeNothingHasNoNearest() {
    assertThat(WishParser.parse("/pawl 12345"))
        .isEqualTo(new Parsed.Wrong(null, java.util.List.of()));
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyVerbIsKnownByItsWord(Verb verb) {
    Parsed parsed = WishParser.parse("/pawl " + verb.word());
    Verb known =
        switch (parsed) {
          case Parsed.Understood understood -> understood.wish().verb();
          case Parsed.Wrong wrong -> wrong.verb();
        };
    assertThat(known).isEqualTo(verb);
  }
}
