package dev.pawl.effect;

import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a label. Its name is its identity, so trying twice is harmless.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/labels#create-a-label">Create a label</a>
 */
@ApplicationScoped
class CreateLabelWriter implements EffectWriter<Intent.CreateLabel> {
  // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
  private static final String ALREADY_EXISTS = "already_exists";

  private final GitHubClient github;

  CreateLabelWriter(GitHubClient github) {
    this.github = github;
  }

  @Override
  public Class<Intent.CreateLabel> intent() {
    return Intent.CreateLabel.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CreateLabel intent) {
    return new Call(
        Endpoint.CREATE_LABEL,
        target.path(),
        Map.of(),
        Map.of("name", intent.name(), "color", intent.color(), "description", intent.description()),
        target.principal());
  }

  @Override
  public boolean alreadyThere(Answer.Refused refusal) {
    return refusal.status() == 422 && refusal.codes().contains(ALREADY_EXISTS);
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CreateLabel intent) {
    Map<String, String> path = new HashMap<>(target.path());
    path.put("name", intent.name());
    Call call = new Call(Endpoint.GET_LABEL, path, Map.of(), null, target.principal());
    return switch (github.send(call)) {
      case Answer.Success success -> new Probe.Found(Written.of(success.body()));
      case Answer.Refused refused when refused.status() == 404 -> new Probe.Absent();
      case Answer.Refused refused -> Probe.unclear(refused.message());
      case Answer.RateLimited limited -> new Probe.Unclear("rate limit", limited.until());
      case Answer.Unknown unknown -> Probe.unclear(unknown.reason());
    };
  }
}
