package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Gives a pull request another text, such as one with the closing word that its author forgot.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request">Update a pull
 *     request</a>
 */
@ApplicationScoped
class AmendBodyWriter implements EffectWriter<Intent.AmendBody> {
  private final PullRequestProbe probe;

  AmendBodyWriter(PullRequestProbe probe) {
    this.probe = probe;
  }

  @Override
  public Class<Intent.AmendBody> intent() {
    return Intent.AmendBody.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.AmendBody intent) {
    return new Call(
        Endpoint.UPDATE_PULL_REQUEST,
        target.pullPath(intent.pullRequest()),
        Map.of(),
        Map.of("body", intent.body()),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.AmendBody intent) {
    // GitHub keeps line ends as they were sent, but for blanks around the whole text.
    return probe.look(
        target,
        intent.pullRequest(),
        pull -> pull.path("body").asText("").strip().equals(intent.body().strip()));
  }
}
