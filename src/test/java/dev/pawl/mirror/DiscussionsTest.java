package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.github.DiscussionSnapshot;
import dev.pawl.github.DiscussionSnapshot.Kind;
import dev.pawl.github.DiscussionSnapshot.Speaker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of what was said. */
class DiscussionsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Speaker ADA = new Speaker(7L, "ada", false, true);
  private static final Speaker EVE = new Speaker(8L, "eve", false, false);
  private static final Speaker BOT = new Speaker(9L, "lamps", true, false);

  private static DiscussionSnapshot.Utterance said(Kind kind, Speaker by, int minute, String text) {
    return new DiscussionSnapshot.Utterance(
        kind, minute, by, false, NOON.plusSeconds(60L * minute), null, null, null, text);
  }

  private static Discussions kept(List<DiscussionSnapshot.Utterance> said) {
    return Discussions.of(new DiscussionSnapshot(said, 3));
  }

  @Test
  void itIsInOrderOfTimeTheDescriptionFirst() {
    Discussions kept =
        kept(
            List.of(
                said(Kind.COMMENT, EVE, 5, "five"),
                said(Kind.REVIEW, ADA, 2, "two"),
                said(Kind.DESCRIPTION, BOT, 9, "about")));
    assertThat(kept.utterances())
        .extracting(Discussion.Utterance::text)
        .containsExactly("about", "two", "five");
    assertThat(kept.leftOut()).isEqualTo(3);
  }

  @Test
  void whatStrangersSayGivesWay() {
    List<DiscussionSnapshot.Utterance> said = new ArrayList<>();
    said.add(said(Kind.DESCRIPTION, EVE, 0, "d".repeat(100_000)));
    for (int minute = 1; minute <= 40; minute++) {
      said.add(said(Kind.COMMENT, EVE, 100 + minute, "e".repeat(100_000)));
    }
    for (int minute = 1; minute <= 20; minute++) {
      said.add(said(Kind.COMMENT, minute % 2 == 0 ? ADA : BOT, minute, "a".repeat(5_000)));
    }
    Discussions kept = kept(said);
    assertThat(kept.utterances()).hasSize(15).allMatch(one -> one.text().length() == 4096);
    assertThat(kept.utterances()).allMatch(Discussion.Utterance::cut);
    assertThat(kept.utterances().getFirst().kind()).isEqualTo(Discussion.Kind.DESCRIPTION);
    // Of those who may be told of, the latest.
    assertThat(kept.utterances().stream().skip(1))
        .extracting(Discussion.Utterance::id)
        .containsExactly(7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    assertThat(kept.leftOut()).isEqualTo(3 + 40 + 6);
  }

  @Test
  void whatPostgresqlDoesNotTakeIsTakenOut() {
    Discussion.Utterance one =
        kept(List.of(said(Kind.COMMENT, ADA, 1, "a\u0000b"))).utterances().getFirst();
    assertThat(one.text()).isEqualTo("ab");
    assertThat(one.cut()).isFalse();
  }
}
