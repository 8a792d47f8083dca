package dev.pawl.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.Aim;
import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.PullRequestProbe;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.PullRequests;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Merges a pull request at the very head that was judged: GitHub refuses when it stands elsewhere.
 *
 * <p>An answer that is lost may hide a merge, so it is read back. A pull request that is merged
 * with another head was merged by somebody else; this merge then never was.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request">Merge a pull
 *     request</a>
 */
@ApplicationScoped
public class MergePullRequestWriter implements EffectWriter<Intent.MergePullRequest> {
  /** The head is not the judged one: what is there now is judged anew. */
  public static final String JUDGE_ANEW = "judge-anew";

  /** The repository does not let Pawl merge so; its settings or Pawl's must change. */
  public static final String SETTINGS = "settings";

  /** It conflicts with its base. */
  public static final String CONFLICT = "conflict";

  /** A rule is unmet that no guard knows of. */
  public static final String RULE_UNMET = "rule-unmet";

  /** Something about this one pull request. */
  public static final String THIS_ONLY = "this-only";

  private final PullRequestProbe probe;
  private final PullRequests pullRequests;
  private final CommitWordsReader words;

  MergePullRequestWriter(
      PullRequestProbe probe, PullRequests pullRequests, CommitWordsReader words) {
    this.words = words;
    this.probe = probe;
    this.pullRequests = pullRequests;
  }

  @Override
  public Class<Intent.MergePullRequest> intent() {
    return Intent.MergePullRequest.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.MergePullRequest intent) {
    return call(target, intent, Map.of());
  }

  private static Call call(
      EffectTarget target, Intent.MergePullRequest intent, Map<String, String> more) {
    Map<String, String> body = new HashMap<>(more);
    body.put("sha", intent.head());
    body.put("merge_method", intent.method());
    return new Call(
        Endpoint.MERGE_PULL_REQUEST,
        target.pullPath(intent.pullRequest()),
        Map.of(),
        body,
        target.principal());
  }

  /** Words that the repository wants are made of what the pull request says just now. */
  @Override
  public Aim<Intent.MergePullRequest> aim(EffectTarget target, Intent.MergePullRequest intent) {
    Settings.Commit wanted = intent.words();
    if (wanted == null || intent.method().equals(Settings.Method.REBASE.toString())) {
      return new Aim.At<>(intent);
    }
    return switch (words.read(target, intent.pullRequest())) {
      case CommitWordsReader.Read.Subject read ->
          new Aim.By<>(call(target, intent, filled(wanted, read.subject())));
      case CommitWordsReader.Read.Unsaid unsaid ->
          new Aim.Unclear<>(
              Probe.notSaid(unsaid.answer()) instanceof Probe.Unclear unclear
                  ? unclear
                  : new Probe.Unclear("GitHub did not say what it is about", null));
    };
  }

  private static Map<String, String> filled(Settings.Commit wanted, CommitWords.Subject subject) {
    Map<String, String> filled = new HashMap<>();
    if (wanted.title() != null) {
      filled.put("commit_title", CommitWords.title(wanted.title(), subject));
    }
    if (wanted.body() != null) {
      filled.put("commit_message", CommitWords.body(wanted.body(), subject));
    }
    return filled;
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return switch (MergeAnswer.of(refusal)) {
      case MergeAnswer.TryAgain _ -> new Refusal.Again();
      case MergeAnswer.JudgeAnew _ -> new Refusal.Over(JUDGE_ANEW);
      case MergeAnswer.SettingsProblem _ -> new Refusal.Over(SETTINGS);
      case MergeAnswer.Conflict _ -> new Refusal.Over(CONFLICT);
      case MergeAnswer.RuleUnmet _ -> new Refusal.Over(RULE_UNMET);
      case MergeAnswer.ThisOnly _ -> new Refusal.Over(THIS_ONLY);
      // A refusal is none of these; should it ever be, nothing is sent again.
      case MergeAnswer.Merged _, MergeAnswer.WaitUntil _, MergeAnswer.ReadBack _ ->
          new Refusal.Over(THIS_ONLY);
    };
  }

  @Override
  public Probe probe(EffectTarget target, Intent.MergePullRequest intent) {
    return probe.look(
        target,
        intent.pullRequest(),
        pull ->
            pull.path("merged").asBoolean(false)
                && pull.path("head").path("sha").asText("").equals(intent.head()));
  }

  @Override
  public Uni<Void> mirror(EffectTarget target, Intent.MergePullRequest intent, Written written) {
    // The answer to a merge names the commit; a pull request that is read back has it elsewhere.
    JsonNode told = written.object();
    String commit = told.path("sha").asText(told.path("merge_commit_sha").asText(""));
    return pullRequests.merged(target.repositoryId(), intent.pullRequest(), commit);
  }

  @Override
  public Uni<Void> doubt(EffectTarget target, Intent.MergePullRequest intent) {
    return pullRequests.doubt(
        target.repositoryId(), intent.pullRequest(), "GitHub refused to merge it");
  }
}
