package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may, by GitHub's answer. */
class RightTest {
  /** What GitHub lists of one right holds for all that stand below it. */
  @ParameterizedTest
  @CsvSource({
    "'admin maintain push triage pull', ADMIN",
    "'maintain push triage pull', MAINTAIN",
    "'push triage pull', WRITE",
    "'triage pull', TRIAGE",
    "pull, READ",
    "'', NONE",
  })
  void C1_whatTheRoleMayCounts(String granted, Right right) {
    StringBuilder permissions = new StringBuilder();
    for (String name : new String[] {"admin", "maintain", "push", "triage", "pull"}) {
      permissions
          .append(permissions.isEmpty() ? "" : ",")
          .append("\"%s\":%s".formatted(name, (" " + granted + " ").contains(" " + name + " ")));
    }
    String answer =
        "{\"permission\":\"admin\",\"role_name\":\"admin\",\"user\":{\"permissions\":{%s}}}"
            .formatted(permissions);
    assertThat(Right.of(Json.tree(answer))).as("whatever its role is called").isEqualTo(right);
  }

  /** Without a list, triage and maintain are not told apart from the right below. */
  @ParameterizedTest
  @CsvSource({"admin, ADMIN", "write, WRITE", "read, READ", "none, NONE", "maintain, NONE"})
  void C1_withoutAListTheWordCounts(String word, Right right) {
    assertThat(Right.of(Json.tree("{\"permission\":\"%s\"}".formatted(word)))).isEqualTo(right);
    assertThat(Right.of(Json.tree("{}"))).isEqualTo(Right.NONE);
  }

  @Test
  void C1_eachMayAllThatStandsBelow() {
    for (Right one : Right.values()) {
      for (Right wanted : Right.values()) {
        assertThat(one.covers(wanted)).isEqualTo(one.ordinal() >= wanted.ordinal());
      }
    }
    assertThat(Right.READ.covers(Right.WRITE)).isFalse();
    assertThat(Right.WRITE.covers(Right.MAINTAIN)).isFalse();
    assertThat(Right.TRIAGE.covers(Right.WRITE)).isFalse();
  }
}
