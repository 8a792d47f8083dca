package dev.pawl.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitMessageTest {
  @ParameterizedTest
  @CsvSource({
    "Move dev-lens.md, Move dev-lens.md",
    "Move fixes #12.md, Move fixes # 12.md",
    "closes GH-3, closes GH- 3",
    "resolves acme/lamp#3, resolves acme/lamp# 3",
    "Fixes https://github.com/a/b/issues/1, Fixes https:// github.com/a/b/issues/1",
    "for @ada, for @ ada",
    "C# and a # b, C# and a # b",
  })
  void noWordOfItIsObeyed(String wished, String line) {
    assertThat(CommitMessage.headline(wished)).isEqualTo(line);
  }

  @Test
  void itIsOneLineWithoutWhatNobodySees() {
    assertThat(CommitMessage.headline("Move\r\n\na\u0000b\u202e\u200bc\u2028d\te"))
        .isEqualTo("Move a b c d e");
    assertThat(CommitMessage.headline("\n\u0007 ")).isEqualTo("Change planning files");
  }

  @Test
  void itIsNotLongerThanGitHubShows() {
    assertThat(CommitMessage.headline("x".repeat(72))).isEqualTo("x".repeat(72));
    assertThat(CommitMessage.headline("x".repeat(73))).isEqualTo("x".repeat(71) + "…");
    String whole = CommitMessage.headline("💡".repeat(100_000));
    assertThat(whole.codePoints().count()).isEqualTo(72);
    assertThat(whole).isEqualTo("💡".repeat(71) + "…");
  }

  @Test
  void theTrailerIsALineOfItsOwnBehindTheFirst() {
    String message = "Move it\n\n" + CommitMessage.body("move:1:a");
    assertThat(message).isEqualTo("Move it\n\nPawl-Effect: move:1:a");
    assertThat(CommitMessage.isOf(message, "move:1:a")).isTrue();
    assertThat(CommitMessage.isOf(message + "\r\nSigned-off-by: x", "move:1:a")).isTrue();
    assertThat(CommitMessage.isOf(message, "move:1:ab")).isFalse();
    assertThat(CommitMessage.isOf(message + "b", "move:1:a")).isFalse();
    assertThat(CommitMessage.isOf("Pawl-Effect: move:1:a", "move:1:a")).isFalse();
    assertThat(CommitMessage.isOf("As in Pawl-Effect: a\n\nAs in Pawl-Effect: a", "a")).isFalse();
    assertThat(CommitMessage.body("a\nPawl-Effect: b").lines()).hasSize(1);
  }
}
