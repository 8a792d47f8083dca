package dev.pawl.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every GraphQL operation of Pawl, against GitHub's SDL. */
@Tag("contract")
class OperationsContractTest {
  // An operation as text: its kind, its name and what follows.
  private static final Pattern OPERATION =
      Pattern.compile("\\b(query|mutation|subscription) [A-Z]\\w*\\s*[({]");

  @Test
  void the_reading_of_a_repository_is_valid() {
    assertThat(Contract.operation(RepositoryReader.operation(Set.of()))).isEmpty();
    assertThat(Contract.operation(RepositoryReader.operation(Set.of(1)))).isEmpty();
    assertThat(Contract.operation(RepositoryReader.operation(Set.of(1), true, 0))).isEmpty();
    assertThat(Contract.operation(RepositoryReader.operation(Set.of(1), true, 5))).isEmpty();
    assertThat(Contract.operation(RepositoryReader.operation(Set.of(), false, 1))).isEmpty();
    assertThat(Contract.operation(RepositoryReader.operation(Set.of(7, 1, 4711)))).isEmpty();
  }

  @Test
  void the_reading_of_a_pull_request_is_valid() {
    assertThat(Contract.operation(PullRequestQuery.FIRST)).isEmpty();
    assertThat(Contract.operation(PullRequestQuery.NEXT)).isEmpty();
  }

  @Test
  void the_end_of_a_draft_is_valid() {
    assertThat(Contract.operation(dev.pawl.effect.MarkReadyWriter.OPERATION)).isEmpty();
    assertThat(Contract.operation(dev.pawl.effect.RevertPullRequestWriter.OPERATION)).isEmpty();
  }

  @Test
  void the_reading_of_a_branch_is_valid() {
    assertThat(Contract.operation(BranchReader.operation(1))).isEmpty();
    assertThat(Contract.operation(BranchReader.operation(12))).isEmpty();
    assertThat(Contract.operation(BranchReader.COMMITS)).isEmpty();
  }

  @Test
  void the_look_at_proposed_settings_is_valid() {
    assertThat(Contract.operation(SettingsHeads.operation(1))).isEmpty();
    assertThat(Contract.operation(SettingsHeads.operation(SettingsHeads.MOST))).isEmpty();
    assertThat(Contract.operation(SettingsHeads.TEXT)).isEmpty();
  }

  @Test
  void a_commit_of_files_is_valid() {
    assertThat(Contract.operation(dev.pawl.effect.CommitFilesWriter.OPERATION)).isEmpty();
  }

  @Test
  void the_way_through_a_merge_queue_is_valid() {
    assertThat(Contract.operation(dev.pawl.merge.EnqueueWriter.OPERATION)).isEmpty();
    assertThat(Contract.operation(dev.pawl.merge.EnqueueWriter.LOOK)).isEmpty();
  }

  @Test
  void the_reading_of_words_for_a_commit_is_valid() {
    assertThat(Contract.operation(dev.pawl.merge.CommitWordsReader.OPERATION)).isEmpty();
  }

  /** Whoever writes another operation adds it above. */
  @Test
  void there_is_no_other_operation() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java/dev/pawl"))) {
      List<String> holders =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("sandbox"))
              .filter(file -> OPERATION.matcher(text(file)).find())
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(holders)
          .containsExactlyInAnyOrder(
              "RepositoryReader.java",
              "PullRequestQuery.java",
              "RevertPullRequestWriter.java",
              "BranchReader.java",
              "SettingsHeads.java",
              "CommitFilesWriter.java",
              "CommitWordsReader.java",
              "EnqueueWriter.java");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
