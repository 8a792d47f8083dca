package dev.pawl.loop.policy;

import dev.pawl.run.DiscussionFacts;
import dev.pawl.run.DiscussionFacts.Kind;
import dev.pawl.run.DiscussionFacts.Utterance;
import dev.pawl.run.MergeFacts.AgentFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Things that were said, to be changed. */
final class Talk {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final AgentFacts AGENT = new AgentFacts("lamplighter", List.of(99L), List.of("lamps"));

  private Talk() {}

  static Utterance by(String login, String text) {
    return new Utterance(
        Kind.COMMENT, 1, 7, login, false, true, false, NOON, null, null, null, text, false);
  }

  static Utterance stranger(String login, String text) {
    return change(by(login, text), Kind.COMMENT, 8, false, false, false, null, null);
  }

  static Utterance bot(String login, long id, String text) {
    return change(by(login, text), Kind.COMMENT, id, true, false, false, null, null);
  }

  static Utterance own(String text) {
    return change(by("pawl", text), Kind.COMMENT, 9, true, false, true, null, null);
  }

  static Utterance description(Utterance one) {
    return change(
        one, Kind.DESCRIPTION, one.author(), one.bot(), one.trusted(), one.own(), null, null);
  }

  static Utterance review(Utterance one, String verdict) {
    return change(
        one, Kind.REVIEW, one.author(), one.bot(), one.trusted(), one.own(), verdict, null);
  }

  static Utterance on(Utterance one, String path) {
    return change(
        one, Kind.REVIEW_COMMENT, one.author(), one.bot(), one.trusted(), one.own(), null, path);
  }

  static Utterance later(Utterance one, int minutes) {
    return new Utterance(
        one.kind(),
        one.id(),
        one.author(),
        one.login(),
        one.bot(),
        one.trusted(),
        one.own(),
        NOON.plusSeconds(60L * minutes),
        one.verdict(),
        one.path(),
        one.line(),
        one.text(),
        one.cut());
  }

  private static Utterance change(
      Utterance one,
      Kind kind,
      long author,
      boolean bot,
      boolean trusted,
      boolean own,
      @Nullable String verdict,
      @Nullable String path) {
    return new Utterance(
        kind,
        one.id(),
        author,
        one.login(),
        bot,
        trusted,
        own,
        one.at(),
        verdict,
        path,
        path == null ? null : 7,
        one.text(),
        one.cut());
  }

  static String told(Utterance... said) {
    return DiscussionText.of(new DiscussionFacts(true, List.of(said), 0), List.of(AGENT));
  }
}
