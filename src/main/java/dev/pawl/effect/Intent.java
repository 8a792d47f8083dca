package dev.pawl.effect;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.settings.Settings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to GitHub. Texts are final, but for the hidden marker that a writer adds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Intent.CreateIssue.class, name = Intent.CREATE_ISSUE),
  @JsonSubTypes.Type(value = Intent.CreateLabel.class, name = Intent.CREATE_LABEL),
  @JsonSubTypes.Type(value = Intent.CloseIssue.class, name = Intent.CLOSE_ISSUE),
  @JsonSubTypes.Type(value = Intent.CreateComment.class, name = Intent.CREATE_COMMENT),
  @JsonSubTypes.Type(value = Intent.CreateCheckRun.class, name = Intent.CREATE_CHECK_RUN),
  @JsonSubTypes.Type(value = Intent.PutCheckRun.class, name = Intent.PUT_CHECK_RUN),
  @JsonSubTypes.Type(value = Intent.MarkReady.class, name = Intent.MARK_READY),
  @JsonSubTypes.Type(value = Intent.MergePullRequest.class, name = Intent.MERGE_PULL_REQUEST),
  @JsonSubTypes.Type(value = Intent.UpdateBranch.class, name = Intent.UPDATE_BRANCH),
  @JsonSubTypes.Type(value = Intent.Enqueue.class, name = Intent.ENQUEUE),
  @JsonSubTypes.Type(value = Intent.DeleteBranch.class, name = Intent.DELETE_BRANCH),
  @JsonSubTypes.Type(value = Intent.AmendBody.class, name = Intent.AMEND_BODY),
  @JsonSubTypes.Type(value = Intent.AmendIssue.class, name = Intent.AMEND_ISSUE),
  @JsonSubTypes.Type(value = Intent.AssignAgent.class, name = Intent.ASSIGN_AGENT),
  @JsonSubTypes.Type(value = Intent.UnassignAgent.class, name = Intent.UNASSIGN_AGENT),
  @JsonSubTypes.Type(value = Intent.CallAgent.class, name = Intent.CALL_AGENT),
  @JsonSubTypes.Type(value = Intent.SetLabel.class, name = Intent.SET_LABEL),
  @JsonSubTypes.Type(value = Intent.TakeLabel.class, name = Intent.TAKE_LABEL),
  @JsonSubTypes.Type(value = Intent.DispatchAgent.class, name = Intent.DISPATCH_AGENT),
  @JsonSubTypes.Type(value = Intent.CommitFiles.class, name = Intent.COMMIT_FILES),
  @JsonSubTypes.Type(value = Intent.CreateBranch.class, name = Intent.CREATE_BRANCH),
  @JsonSubTypes.Type(value = Intent.OpenPullRequest.class, name = Intent.OPEN_PULL_REQUEST),
  @JsonSubTypes.Type(value = Intent.ClosePullRequest.class, name = Intent.CLOSE_PULL_REQUEST),
  @JsonSubTypes.Type(value = Intent.React.class, name = Intent.REACT),
  @JsonSubTypes.Type(value = Intent.PutAnswer.class, name = Intent.PUT_ANSWER),
  @JsonSubTypes.Type(value = Intent.RevertPullRequest.class, name = Intent.REVERT_PULL_REQUEST)
})
public sealed interface Intent {
  String CREATE_ISSUE = "create-issue";
  String CLOSE_ISSUE = "close-issue";
  String CREATE_LABEL = "create-label";
  String CREATE_COMMENT = "create-comment";
  String CREATE_CHECK_RUN = "create-check-run";
  String PUT_CHECK_RUN = "put-check-run";
  String MARK_READY = "mark-ready";
  String MERGE_PULL_REQUEST = "merge-pull-request";
  String UPDATE_BRANCH = "update-branch";
  String ENQUEUE = "enqueue";
  String DELETE_BRANCH = "delete-branch";
  String AMEND_BODY = "amend-body";
  String AMEND_ISSUE = "amend-issue";
  String ASSIGN_AGENT = "assign-agent";
  String UNASSIGN_AGENT = "unassign-agent";
  String CALL_AGENT = "call-agent";
  String SET_LABEL = "set-label";
  String TAKE_LABEL = "take-label";
  String DISPATCH_AGENT = "dispatch-agent";
  String COMMIT_FILES = "commit-files";
  String CREATE_BRANCH = "create-branch";
  String OPEN_PULL_REQUEST = "open-pull-request";
  String CLOSE_PULL_REQUEST = "close-pull-request";
  String REACT = "react";
  String PUT_ANSWER = "put-answer";
  String REVERT_PULL_REQUEST = "revert-pull-request";

  /** Pawl itself, as the installation. */
  String APP = "app";

  /** The person whose token Pawl was given. */
  String PERSON = "person";

  /** In whose name it is written; nothing is ever written in another one instead. */
  default String principal() {
    boolean person =
        switch (this) {
          case AssignAgent assign -> assign.person();
          case UnassignAgent unassign -> unassign.person();
          case CallAgent call -> call.person();
          case SetLabel set -> set.person();
          case TakeLabel take -> take.person();
          case DispatchAgent dispatch -> dispatch.person();
          default -> false;
        };
    return person ? PERSON : APP;
  }

  /** The intent's name in tables, pages and metrics. */
  default String kind() {
    return switch (this) {
      case CreateIssue _ -> CREATE_ISSUE;
      case CloseIssue _ -> CLOSE_ISSUE;
      case CreateLabel _ -> CREATE_LABEL;
      case CreateComment _ -> CREATE_COMMENT;
      case CreateCheckRun _ -> CREATE_CHECK_RUN;
      case PutCheckRun _ -> PUT_CHECK_RUN;
      case MarkReady _ -> MARK_READY;
      case MergePullRequest _ -> MERGE_PULL_REQUEST;
      case UpdateBranch _ -> UPDATE_BRANCH;
      case Enqueue _ -> ENQUEUE;
      case DeleteBranch _ -> DELETE_BRANCH;
      case AmendBody _ -> AMEND_BODY;
      case AmendIssue _ -> AMEND_ISSUE;
      case AssignAgent _ -> ASSIGN_AGENT;
      case UnassignAgent _ -> UNASSIGN_AGENT;
      case CallAgent _ -> CALL_AGENT;
      case SetLabel _ -> SET_LABEL;
      case TakeLabel _ -> TAKE_LABEL;
      case DispatchAgent _ -> DISPATCH_AGENT;
      case CommitFiles _ -> COMMIT_FILES;
      case CreateBranch _ -> CREATE_BRANCH;
      case OpenPullRequest _ -> OPEN_PULL_REQUEST;
      case ClosePullRequest _ -> CLOSE_PULL_REQUEST;
      case React _ -> REACT;
      case PutAnswer _ -> PUT_ANSWER;
      case RevertPullRequest _ -> REVERT_PULL_REQUEST;
    };
  }

  /**
   * @param assignee a login; null: nobody is assigned
   */
  record CreateIssue(String title, String body, List<String> labels, @Nullable String assignee)
      implements Intent {}

  /**
   * @param reason as GitHub names it, such as {@code duplicate}
   */
  record CloseIssue(int issue, String reason) implements Intent {}

  /**
   * @param color six hexadecimal digits
   */
  record CreateLabel(String name, String color, String description) implements Intent {}

  record CreateComment(int issue, String body) implements Intent {}

  /**
   * A finished check run.
   *
   * @param head the commit it stands on
   * @param conclusion as GitHub names it, such as {@code neutral}
   */
  record CreateCheckRun(String name, String head, String conclusion, String title, String summary)
      implements Intent {}

  /**
   * A check run that says how things stand, and is changed when they do.
   *
   * @param checkRun GitHub's id of the one that is changed; null: it is made
   * @param head the commit it stands on
   * @param status as GitHub names it, such as {@code in_progress}
   * @param conclusion as GitHub names it; null while it is not completed
   * @param annotations what is said of single lines of files
   */
  record PutCheckRun(
      @Nullable Long checkRun,
      String name,
      String head,
      String status,
      @Nullable String conclusion,
      String title,
      String summary,
      List<Annotation> annotations)
      implements Intent {
    public PutCheckRun {
      // One that was planned before there were any.
      annotations = List.copyOf(Objects.requireNonNullElse(annotations, List.of()));
    }

    public PutCheckRun(
        @Nullable Long checkRun,
        String name,
        String head,
        String status,
        @Nullable String conclusion,
        String title,
        String summary) {
      this(checkRun, name, head, status, conclusion, title, summary, List.of());
    }

    /** The same words, onto a check run that is there. */
    PutCheckRun onto(Long id) {
      return new PutCheckRun(id, name, head, status, conclusion, title, summary, annotations);
    }

    /**
     * A mistake in a line of a file.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Annotation(String path, int line, int column, String message) {}
  }

  /**
   * Takes a pull request out of its draft.
   *
   * @param nodeId GitHub's name of it in GraphQL
   */
  record MarkReady(int pullRequest, String nodeId) implements Intent {}

  /**
   * @param head the commit that was judged; no other is merged
   * @param method as GitHub names it, such as {@code squash}
   * @param words templates of its commit's words; null: GitHub's own
   */
  record MergePullRequest(
      int pullRequest, String head, String method, Settings.@Nullable Commit words)
      implements Intent {
    public MergePullRequest(int pullRequest, String head, String method) {
      this(pullRequest, head, method, null);
    }
  }

  /**
   * Merges the latest of its base into a pull request's branch.
   *
   * @param head the commit that was judged; one that has moved on is left alone
   */
  record UpdateBranch(int pullRequest, String head) implements Intent {}

  /**
   * Puts a pull request into the merge queue of its base.
   *
   * @param nodeId GitHub's name of it in GraphQL
   * @param head the commit that was judged; no other is put there
   */
  record Enqueue(int pullRequest, String nodeId, String head) implements Intent {}

  /**
   * @param branch without {@code refs/heads/}
   * @param head the commit that was merged; a branch that stands elsewhere is left alone
   */
  record DeleteBranch(String branch, String head) implements Intent {}

  /**
   * Gives a pull request another text.
   *
   * @param body all of it
   */
  record AmendBody(int pullRequest, String body) implements Intent {}

  /**
   * Gives an issue of Pawl's its text back.
   *
   * @param body all of it, its marker included
   */
  record AmendIssue(int issue, String body) implements Intent {}

  /**
   * Gives an issue to an agent, or to a person.
   *
   * @param login whom GitHub takes as assignee
   * @param logins every name that the account goes by
   * @param instructions what the agent is told besides the issue; empty: nothing
   * @param person whether it is done in the name of the person whose token Pawl was given
   */
  record AssignAgent(
      int issue, String login, List<String> logins, String instructions, boolean person)
      implements Intent {}

  /** Takes an issue from an agent, so that it can be given to it again. */
  record UnassignAgent(int issue, String login, List<String> logins, boolean person)
      implements Intent {}

  /** A comment that an agent is to react to. */
  record CallAgent(int issue, String body, boolean person) implements Intent {}

  record SetLabel(int issue, String label, boolean person) implements Intent {}

  record TakeLabel(int issue, String label, boolean person) implements Intent {}

  /**
   * Starts a workflow of the repository's own. Nobody can ask GitHub later whether that was done.
   *
   * @param type the event's type, which the workflow listens to
   */
  record DispatchAgent(int issue, String type, String instructions, boolean person)
      implements Intent {}

  /**
   * Makes a branch of Pawl's own.
   *
   * @param branch without {@code refs/heads/}
   * @param base the branch at whose head it begins
   */
  record CreateBranch(String branch, String base) implements Intent {}

  /**
   * Opens a pull request from a branch of Pawl's own.
   *
   * @param branch without {@code refs/heads/}
   * @param base the branch that it goes into
   */
  record OpenPullRequest(String branch, String base, String title, String body) implements Intent {}

  /** What a reaction is put on. */
  enum Reacted {
    COMMENT,
    REVIEW_COMMENT,
    ISSUE
  }

  /**
   * Puts a reaction on what somebody wrote.
   *
   * @param id GitHub's id of the comment; of an issue or pull request its number
   * @param content as GitHub names it, such as {@code eyes}
   */
  record React(Reacted on, long id, String content) implements Intent {}

  /**
   * The one comment that answers what somebody has said: made the first time, then changed.
   *
   * @param issue the issue or pull request that it stands on
   * @param comment GitHub's id of the one that is changed; null: it is looked for, and else made
   */
  record PutAnswer(int issue, @Nullable Long comment, String body) implements Intent {
    /** The same words, onto a comment that is there. */
    PutAnswer onto(Long id) {
      return new PutAnswer(issue, id, body);
    }
  }

  /**
   * Opens a pull request that undoes a merge.
   *
   * @param pullRequest the merged one
   * @param nodeId GitHub's name of it in GraphQL
   */
  record RevertPullRequest(int pullRequest, String nodeId, String title, String body)
      implements Intent {}

  /** Closes a pull request of Pawl's own without a merge. */
  record ClosePullRequest(int pullRequest) implements Intent {}

  /**
   * Changes planning files by one commit. A file is moved only as long as it has the content that
   * was decided on.
   *
   * @param branch without {@code refs/heads/}
   * @param headline the commit's first line, as far as it is fit for one
   */
  record CommitFiles(String branch, String headline, List<Move> moves, List<Put> puts)
      implements Intent {
    public CommitFiles {
      headline = storable(headline);
      moves = List.copyOf(moves);
      puts = List.copyOf(puts);
    }

    /**
     * @param blob Git's name of the content that is moved; null: whatever is there is moved, and
     *     where that cannot be, the commit is made without it
     * @param remark put at the end of the moved file, behind an empty line; null: the content stays
     *     as it is
     */
    public record Move(String from, @Nullable String blob, String to, @Nullable String remark) {
      public Move {
        remark = remark == null ? null : storable(remark);
      }
    }

    /**
     * @param text all that the file holds
     * @param onlyIfAbsent whether a file that is there is left as it is
     * @param unless a folder or file: where it is there, nothing is put; null: nothing keeps it off
     */
    public record Put(String path, String text, boolean onlyIfAbsent, @Nullable String unless) {
      public Put {
        text = storable(text);
      }

      public Put(String path, String text, boolean onlyIfAbsent) {
        this(path, text, onlyIfAbsent, null);
      }
    }

    /** JSON knows the character NUL, PostgreSQL does not. */
    private static String storable(String text) {
      return text.replace("\u0000", "");
    }
  }
}
