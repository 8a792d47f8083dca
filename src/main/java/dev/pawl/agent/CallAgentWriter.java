package dev.pawl.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.EffectWriter;
import dev.pawl.effect.Intent;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Probing;
import dev.pawl.effect.Refusal;
import dev.pawl.effect.TextLimits;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import dev.pawl.mirror.Marker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Predicate;

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
  private final Probing probing;

  CallAgentWriter(GitHubClient github, Probing probing) {
    this.github = github;
    this.probing = probing;
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
        Map.of("body", TextLimits.marked(intent.body(), target.key())),
        target.principal(intent.person()));
  }

  @Override
  public Refusal refused(Answer.Refused refusal) {
    return AgentRefusal.of(refusal);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CallAgent intent) {
    if (!intent.person()) {
      return look(target, intent, comment -> probing.isOwn(comment, target.key()));
    }
    Call who = new Call(Endpoint.GET_USER, Map.of(), Map.of(), null, target.principal(true));
    Answer answer = github.send(who);
    return answer instanceof Answer.Success success && success.body().path("id").asLong(0) > 0
        ? look(target, intent, by(success.body().path("id").asLong(), target.key()))
        : Probe.notSaid(answer);
  }

  private Probe look(EffectTarget target, Intent.CallAgent intent, Predicate<JsonNode> fits) {
    Call listing =
        new Call(
            Endpoint.LIST_COMMENTS,
            target.issuePath(intent.issue()),
            Map.of("since", Probing.since(target).toString()),
            null,
            target.principal());
    return probing.oldest(listing, "", fits);
  }

  private static Predicate<JsonNode> by(long person, String key) {
    return comment ->
        comment.path("user").path("id").asLong(0) == person
            && Marker.in(comment.path("body").asText("")).filter(key::equals).isPresent();
  }
}
