package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a branch at the head of another one. Its name comes from the effect's own key, so one that
 * is there already is what an earlier try has made: it is taken as it is.
 *
 * <p>Accepted: somebody else may have made a branch of that name, or pushed to it. What Pawl merges
 * is the commit that its own effect made, so that nothing of theirs gets in.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs#create-a-reference">Create a reference</a>
 */
@ApplicationScoped
class CreateBranchWriter implements EffectWriter<Intent.CreateBranch> {
  private static final String EXISTS = "already exists";

  private final GitHubClient github;

  CreateBranchWriter(GitHubClient github) {
    this.github = github;
  }

  @Override
  public Class<Intent.CreateBranch> intent() {
    return Intent.CreateBranch.class;
  }

  @Override
  public Aim<Intent.CreateBranch> aim(EffectTarget target, Intent.CreateBranch intent) {
    Answer answer = github.send(look(target, intent.branch()));
    if (answer instanceof Answer.Success there) {
      return new Aim.Nothing<>(written(there));
    }
    return isMissing(answer) ? atBase(target, intent) : unclear(answer);
  }

  private Aim<Intent.CreateBranch> atBase(EffectTarget target, Intent.CreateBranch intent) {
    Answer answer = github.send(look(target, intent.base()));
    if (answer instanceof Answer.Success base) {
      return new Aim.By<>(create(target, intent, sha(base.body())));
    }
    return isMissing(answer)
        ? new Aim.Over<>(CommitFilesWriter.NO_BRANCH, "There is no branch " + intent.base() + ".")
        : unclear(answer);
  }

  private static Aim<Intent.CreateBranch> unclear(Answer answer) {
    return Probe.notSaid(answer) instanceof Probe.Unclear why
        ? new Aim.Unclear<>(why)
        : new Aim.Nothing<>(Written.of(JsonNodeFactory.instance.objectNode()));
  }

  private static boolean isMissing(Answer answer) {
    return answer instanceof Answer.Refused refused && refused.status() == 404;
  }

  private static Call look(EffectTarget target, String branch) {
    Map<String, String> path = new HashMap<>(target.path());
    path.put("ref", "heads/" + branch);
    return new Call(Endpoint.GET_REFERENCE, path, Map.of(), null, target.principal());
  }

  private static Call create(EffectTarget target, Intent.CreateBranch intent, String sha) {
    return new Call(
        Endpoint.CREATE_REFERENCE,
        target.path(),
        Map.of(),
        Map.of("ref", "refs/heads/" + intent.branch(), "sha", sha),
        target.principal());
  }

  @Override
  public Call call(EffectTarget target, Intent.CreateBranch intent) {
    throw new IllegalStateException("where the branch begins depends on its base");
  }

  /** One that came between the look and the request landed late, and is found by the next look. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return refusal.status() == 422 && refusal.message().toLowerCase(Locale.ROOT).contains(EXISTS)
        ? new Refusal.Stale()
        : EffectWriter.super.refused(refusal);
  }

  @Override
  public Written written(Answer.Success answer) {
    return of(answer.body());
  }

  private static Written of(JsonNode reference) {
    return Written.of(reference).at(sha(reference));
  }

  private static String sha(JsonNode reference) {
    return reference.path("object").path("sha").asText("");
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CreateBranch intent) {
    Answer answer = github.send(look(target, intent.branch()));
    return switch (answer) {
      case Answer.Success there -> new Probe.Found(written(there));
      case Answer.Refused refused when refused.status() == 404 -> new Probe.Absent();
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }
}
