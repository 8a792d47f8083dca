package dev.pawl.store;

import java.util.OptionalLong;

/**
 * How lanes are named: {@code repo:<id>}, {@code installation:<id>} or {@code app}, by GitHub's
 * ids.
 */
public final class LaneName {
  public static final String APP = "app";
  private static final String REPOSITORY = "repo:";
  private static final String INSTALLATION = "installation:";

  private LaneName() {}

  public static String repository(long id) {
    return REPOSITORY + id;
  }

  public static String installation(long id) {
    return INSTALLATION + id;
  }

  /** The repository whose lane this is; empty for the lane of an installation or the App. */
  public static OptionalLong repositoryOf(String lane) {
    return lane.startsWith(REPOSITORY)
        ? OptionalLong.of(Long.parseLong(lane.substring(REPOSITORY.length())))
        : OptionalLong.empty();
  }
}
