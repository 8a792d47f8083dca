package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.OwnApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a finished check run on a commit. GitHub keeps Pawl's own reference with it ({@code
 * external_id}), so that it is found again without a marker in its text.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Create a check
 *     run</a>
 */
@ApplicationScoped
class CreateCheckRunWriter implements EffectWriter<Intent.CreateCheckRun> {
  private final Probing probing;
  private final OwnApp ownApp;

  CreateCheckRunWriter(Probing probing, OwnApp ownApp) {
    this.probing = probing;
    this.ownApp = ownApp;
  }

  @Override
  public Class<Intent.CreateCheckRun> intent() {
    return Intent.CreateCheckRun.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.CreateCheckRun intent) {
    return new Call(
        Endpoint.CREATE_CHECK_RUN,
        target.path(),
        Map.of(),
        Map.of(
            "name", intent.name(),
            "head_sha", intent.head(),
            "external_id", target.key(),
            "status", "completed",
            "conclusion", intent.conclusion(),
            "output",
                Map.of(
                    "title",
                    TextLimits.title(intent.title()),
                    "summary",
                    TextLimits.summary(intent.summary()))),
        target.principal());
  }

  @Override
  public Probe probe(EffectTarget target, Intent.CreateCheckRun intent) {
    Map<String, String> path = new HashMap<>(target.path());
    path.put("ref", intent.head());
    Call listing =
        new Call(
            Endpoint.LIST_CHECK_RUNS,
            path,
            Map.of("check_name", intent.name(), "filter", "all"),
            null,
            target.principal());
    return probing.oldest(
        listing,
        "check_runs",
        run ->
            ownApp.did(run.path("app").path("id").asLong(0))
                && run.path("external_id").asText("").equals(target.key()));
  }
}
