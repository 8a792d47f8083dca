package dev.pawl.merge.guard;

import java.util.Arrays;
import java.util.Optional;

/** What an issue of Pawl's asks for. It decides what its pull request may touch. */
public enum IssueKind {
  GAP_ANALYSIS("gap-analysis"),
  DEVELOPMENT("development"),
  CAPABILITY_UPDATE("capability-update"),
  REVIEW("review"),
  REVIEW_CONSUMPTION("review-consumption"),
  REPAIR("repair");

  private final String word;

  IssueKind(String word) {
    this.word = word;
  }

  /** As it is written in tables and pages. */
  public String word() {
    return word;
  }

  /** Whether its pull request may touch whatever is not guarded. */
  public boolean open() {
    return this == DEVELOPMENT || this == REPAIR;
  }

  public static Optional<IssueKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
