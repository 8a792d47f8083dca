package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a reaction on what somebody wrote. GitHub takes the same one of the same account twice for
 * one, so there is nothing to be looked for: it is sent again.
 *
 * @see <a href="https://docs.github.com/en/rest/reactions/reactions">Reactions</a>
 */
@ApplicationScoped
class ReactWriter implements EffectWriter<Intent.React> {
  @Override
  public Class<Intent.React> intent() {
    return Intent.React.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.React intent) {
    Map<String, String> path = new HashMap<>(target.path());
    Endpoint endpoint =
        switch (intent.on()) {
          case COMMENT -> Endpoint.REACT_TO_COMMENT;
          case REVIEW_COMMENT -> Endpoint.REACT_TO_REVIEW_COMMENT;
          case ISSUE -> Endpoint.REACT_TO_ISSUE;
        };
    path.put(
        endpoint == Endpoint.REACT_TO_ISSUE ? "issue_number" : "comment_id",
        Long.toString(intent.id()));
    return new Call(
        endpoint, path, Map.of(), Map.of("content", intent.content()), target.principal());
  }

  /** What is gone, or locked, needs no reaction; nobody is asked about that. */
  @Override
  public Refusal refused(Answer.Refused refusal) {
    return new Refusal.Done();
  }

  @Override
  public Probe probe(EffectTarget target, Intent.React intent) {
    return new Probe.Absent();
  }
}
