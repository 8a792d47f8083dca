package dev.pawl.sandbox.world;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three ways of https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request. */
public enum MergeMethod {
  MERGE,
  SQUASH,
  REBASE;

  /** The method of that name; null when there is none. */
  public static @Nullable MergeMethod of(String wireName) {
    for (MergeMethod method : values())
      if (method.name().toLowerCase(Locale.ROOT).equals(wireName)) return method;
    return null;
  }
}
