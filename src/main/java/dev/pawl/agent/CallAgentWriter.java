package dev.pawl.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.OwnApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Writes a comment that an agent is to react to. What a person's token wrote is known again by
 * marker and author: anybody can copy a marker.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/comments#create-an-issue-comment">Create an
 *     issue comment</a>
 */
@ApplicationScoped
class CallAgentWriter implements EffectWriter<Intent.CallAgent> {
  private final GitHubClient github;
  private final OwnApp ownApp;

  CallAgentWriter(GitHubClient github, OwnApp ownApp) {
    this.github = github;
    this.ownApp = ownApp;
  }

  @Override
  public Class<Intent.CallAgent> intent() {
    return Intent.CallAgent.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CallAgent intent) {
    return new Call(
        Endpoint.CREATE_COMMENT,
        target.issuePath(intent.issue()),
        Map.of(),
        Map.of("body", intent.body() + "\n\n" + Marker.of(target.key())),
        target.principal(intent.person()));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CallAgent intent) {
    if (!intent.person()) {
      return look(target, intent, this::byApp);
    }
    Call who = new Call(Endpoint.GET_USER, Map.of(), Map.of(), null, target.principal(true));
    Answer answer = github.send(who);
    return answer instanceof Answer.Success success && success.body().path("id").asLong(0) > 0
        ? look(target, intent, by(success.body().path("id").asLong()))
        : unclear(answer);
  }

  private Probe look(EffectTarget target, Intent.CallAgent intent, Predicate<JsonNode> author) {
    // Asked from the time it was planned on, since this list runs from the oldest.
    Call listing =
        new Call(
            Endpoint.LIST_COMMENTS,
            target.issuePath(intent.issue()),
            Map.of("since", target.plannedAt().minusSeconds(3600).toString(), "per_page", "100"),
            null,
            target.principal());
    Answer answer = github.send(listing);
    if (!(answer instanceof Answer.Success success)) {
      return unclear(answer);
    }
    return StreamSupport.stream(success.body().spliterator(), false)
        .filter(author)
        .filter(
            comment -> Marker.in(comment.path("body").asText("")).equals(Optional.of(target.key())))
        .min(Comparator.comparingLong(comment -> comment.path("id").asLong()))
        .<Probe>map(comment -> new Probe.Found(Written.of(comment)))
        .orElseGet(Probe.Absent::new);
  }

  private boolean byApp(JsonNode comment) {
    JsonNode app = comment.path("performed_via_github_app").path("id");
    return ownApp.did(app.canConvertToLong() ? app.longValue() : null);
  }

  private static Predicate<JsonNode> by(long person) {
    return comment -> comment.path("user").path("id").asLong(0) == person;
  }

  private static Probe unclear(Answer answer) {
    return switch (answer) {
      case Answer.RateLimited limited -> new Probe.Unclear("rate limit", limited.until());
      case Answer.Refused refused -> Probe.unclear(refused.message());
      case Answer.Unknown unknown -> Probe.unclear(unknown.reason());
      case Answer.Success _ -> Probe.unclear("GitHub did not say whose token it is");
    };
  }
}
