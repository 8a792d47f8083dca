package dev.pawl.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reading has found of the file by which an owner sets up all of its repositories. */
public sealed interface BaseFile {
  /**
   * @param pushedAt when anything was last pushed to that repository
   * @param file null: the repository has no such file
   */
  record Found(
      long repository,
      @Nullable String branch,
      @Nullable Instant pushedAt,
      RepositorySnapshot.@Nullable File file)
      implements BaseFile {}

  /** There is no such repository, or none that Pawl may see. */
  record NotThere() implements BaseFile {}

  /** GitHub did not say. */
  record Untold() implements BaseFile {}
}
