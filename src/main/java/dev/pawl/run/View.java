package dev.pawl.run;

import dev.pawl.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of one repository at one moment: all that a policy may know.
 *
 * @param now the world's time
 * @param files the planning files of the default branch
 * @param issues the issues that Pawl made, oldest first
 * @param effects what Pawl writes or wrote, oldest first
 * @param pullRequests those that the loop tracks, by number
 * @param mistakes what is wrong with a newer settings file that is not in force
 */
public record View(
    Instant now,
    RepositoryFacts repository,
    List<FileFacts> files,
    List<IssueFacts> issues,
    List<EffectFacts> effects,
    List<PullRequestFacts> pullRequests,
    Settings settings,
    List<String> mistakes) {

  /** Raised whenever a field changes its meaning, so that old views are read as what they were. */
  public static final int VERSION = 1;

  /** Whether Pawl reaches the repository. */
  public enum Reach {
    ACTIVE,
    SUSPENDED,
    REMOVED,
    DELETED
  }

  /**
   * @param read whether it was read at least once
   * @param dirty why it must be read again first; null when it need not
   * @param unreadable why it cannot be read; null when it can
   * @param head the default branch's commit; null when there is none
   */
  public record RepositoryFacts(
      long id,
      String owner,
      String name,
      Reach reach,
      boolean archived,
      boolean issuesEnabled,
      boolean empty,
      boolean read,
      @Nullable String dirty,
      @Nullable String unreadable,
      @Nullable String head) {}

  /**
   * @param role what it is to the loop, such as {@code GOAL}
   * @param blank whether there is nothing in it
   * @param readable whether it is a text of bearable size
   */
  public record FileFacts(String role, String path, String blob, boolean blank, boolean readable) {}

  /**
   * @param effectKey the effect that made it
   */
  public record IssueFacts(
      int number, String effectKey, String state, String title, List<String> assignees) {}

  /**
   * @param number the issue's number it led to; null before, and for other kinds
   * @param after the effect that must have ended first; null: none
   */
  public record EffectFacts(
      String key,
      String kind,
      String state,
      @Nullable Instant notBefore,
      @Nullable Long number,
      @Nullable String error,
      @Nullable String after) {
    public boolean open() {
      return state.equals("planned") || state.equals("claimed") || state.equals("unknown");
    }
  }

  /** The first file of a role. */
  public Optional<FileFacts> file(String role) {
    return files.stream().filter(file -> file.role().equals(role)).findFirst();
  }

  public Optional<EffectFacts> effect(String key) {
    return effects.stream().filter(effect -> effect.key().equals(key)).findFirst();
  }
}
