package dev.pawl.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One change of a phase. It is stored as a line of the history, and the state is made of these. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Transition.IssueMade.class, name = "issue made"),
  @JsonSubTypes.Type(value = Transition.IssueRefused.class, name = "issue refused"),
  @JsonSubTypes.Type(value = Transition.PullRequestOpened.class, name = "pull request opened"),
  @JsonSubTypes.Type(value = Transition.PullRequestReady.class, name = "pull request ready"),
  @JsonSubTypes.Type(value = Transition.PullRequestReturned.class, name = "pull request returned"),
  @JsonSubTypes.Type(value = Transition.AttemptFailed.class, name = "attempt failed"),
  @JsonSubTypes.Type(value = Transition.GivenUp.class, name = "given up"),
  @JsonSubTypes.Type(value = Transition.Merged.class, name = "merged"),
  @JsonSubTypes.Type(value = Transition.Cancelled.class, name = "cancelled"),
  @JsonSubTypes.Type(value = Transition.Reopened.class, name = "reopened"),
  @JsonSubTypes.Type(value = Transition.Retried.class, name = "retried"),
  @JsonSubTypes.Type(value = Transition.OtherAgentWanted.class, name = "other agent wanted"),
  @JsonSubTypes.Type(value = Transition.TakenOver.class, name = "taken over"),
  @JsonSubTypes.Type(value = Transition.Skipped.class, name = "skipped")
})
public sealed interface Transition {

  /** One sentence for people. */
  String why();

  /** The change's name in the history and on pages. */
  default String label() {
    return switch (this) {
      case IssueMade _ -> "issue made";
      case IssueRefused _ -> "issue refused";
      case PullRequestOpened _ -> "pull request opened";
      case PullRequestReady _ -> "pull request ready";
      case PullRequestReturned _ -> "pull request returned";
      case AttemptFailed _ -> "attempt failed";
      case GivenUp _ -> "given up";
      case Merged _ -> "merged";
      case Cancelled _ -> "cancelled";
      case Reopened _ -> "reopened";
      case Retried _ -> "retried";
      case OtherAgentWanted _ -> "other agent wanted";
      case TakenOver _ -> "taken over";
      case Skipped _ -> "skipped";
    };
  }

  record IssueMade(int issue, String why) implements Transition {}

  /** GitHub refused for good to make the issue. */
  record IssueRefused(String why) implements Transition {}

  /**
   * @param head its head's commit then
   */
  record PullRequestOpened(int pullRequest, String head, String why) implements Transition {}

  record PullRequestReady(int pullRequest, String why) implements Transition {}

  /** A pull request that was ready is worked on again. */
  record PullRequestReturned(int pullRequest, String why) implements Transition {}

  /** The attempt came to nothing; the next one begins. */
  record AttemptFailed(String why) implements Transition {}

  /**
   * The attempt came to nothing, and it was the last one.
   *
   * @param help what a person can do about it, as one sentence; null: choose how it goes on
   */
  record GivenUp(String why, @Nullable String help) implements Transition {
    public GivenUp(String why) {
      this(why, null);
    }
  }

  /**
   * @param head the commit that was merged
   */
  record Merged(int pullRequest, String head, String why) implements Transition {}

  record Cancelled(String why) implements Transition {}

  /** Its issue was opened again. */
  record Reopened(String why) implements Transition {}

  record Retried(String why) implements Transition {}

  record OtherAgentWanted(String why) implements Transition {}

  /** A person does the work. */
  record TakenOver(String why) implements Transition {}

  record Skipped(String why) implements Transition {}
}
