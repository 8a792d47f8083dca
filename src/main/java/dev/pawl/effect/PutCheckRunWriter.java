package dev.pawl.effect;

import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.mirror.OwnApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a check run or changes the one that is there. GitHub keeps the key of the latest effect
 * with it ({@code external_id}), so that each change is found again.
 *
 * <p>Wanted: one check run a head. Race: the effect was planned while an earlier one was under way,
 * or one that nobody heard of again may have landed late. So what is there is looked up just before
 * it is sent: in the outbox, and at GitHub only where the outbox does not know.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs#update-a-check-run">Update a check
 *     run</a>
 */
@ApplicationScoped
class PutCheckRunWriter implements EffectWriter<Intent.PutCheckRun> {
  /** GitHub takes no more in one request. */
  private static final int ANNOTATIONS = 50;

  private final Probing probing;
  private final OwnApp ownApp;
  private final Forerunners forerunners;

  PutCheckRunWriter(Probing probing, OwnApp ownApp, Forerunners forerunners) {
    this.probing = probing;
    this.ownApp = ownApp;
    this.forerunners = forerunners;
  }

  @Override
  public Class<Intent.PutCheckRun> intent() {
    return Intent.PutCheckRun.class;
  }

  @Override
  public Call call(EffectTarget target, Intent.PutCheckRun intent) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", intent.name());
    body.put("external_id", target.key());
    body.put("status", intent.status());
    if (intent.conclusion() != null) {
      body.put("conclusion", intent.conclusion());
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("title", TextLimits.title(intent.title()));
    output.put("summary", TextLimits.summary(intent.summary()));
    // GitHub adds those of a change to those that are there, so they are sent once.
    if (intent.checkRun() == null && !intent.annotations().isEmpty()) {
      output.put("annotations", annotations(intent.annotations()));
    }
    body.put("output", output);
    Map<String, String> path = new HashMap<>(target.path());
    if (intent.checkRun() == null) {
      body.put("head_sha", intent.head());
      return new Call(Endpoint.CREATE_CHECK_RUN, path, Map.of(), body, target.principal());
    }
    path.put("check_run_id", Long.toString(intent.checkRun()));
    return new Call(Endpoint.UPDATE_CHECK_RUN, path, Map.of(), body, target.principal());
  }

  private static List<Map<String, Object>> annotations(
      List<Intent.PutCheckRun.Annotation> annotations) {
    return annotations.stream()
        .limit(ANNOTATIONS)
        .map(
            one ->
                Map.<String, Object>of(
                    "path",
                    one.path(),
                    "start_line",
                    one.line(),
                    "end_line",
                    one.line(),
                    "start_column",
                    one.column(),
                    "end_column",
                    one.column(),
                    "annotation_level",
                    "failure",
                    "message",
                    one.message()))
        .toList();
  }

  @Override
  public Aim<Intent.PutCheckRun> aim(EffectTarget target, Intent.PutCheckRun intent) {
    if (intent.checkRun() != null) {
      return new Aim.At<>(intent);
    }
    Forerunners.Left left = forerunners.left(target, intent.kind());
    if (left.result() != null || !left.tried()) {
      return onto(left.result(), intent);
    }
    String stem = Forerunners.stem(target.key());
    return switch (look(target, intent, key -> key.startsWith(stem))) {
      case Probe.Found found -> onto(found.written().id(), intent);
      case Probe.Absent _ -> onto(null, intent);
      case Probe.Unclear unclear -> new Aim.Unclear<>(unclear);
      // A check run can always be looked for.
      case Probe.Lost lost -> new Aim.Unclear<>(new Probe.Unclear(lost.reason(), null));
    };
  }

  private static Aim<Intent.PutCheckRun> onto(@Nullable Long there, Intent.PutCheckRun intent) {
    return new Aim.At<>(there == null ? intent : intent.onto(there));
  }

  @Override
  public Probe probe(EffectTarget target, Intent.PutCheckRun intent) {
    return look(target, intent, target.key()::equals);
  }

  private Probe look(EffectTarget target, Intent.PutCheckRun intent, Predicate<String> key) {
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
                && key.test(run.path("external_id").asText("")));
  }
}
