package dev.pawl.sandbox.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.rest.IssueEndpoints;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.MergeSettings;
import dev.pawl.sandbox.world.Protection;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Ruleset;
import java.util.Map;

/** Branch protection, rulesets, and the ways to merge. */
record ControlRules(Acts acts, Lookup lookup) {
  void register(Routes routes) {
    String repository = "/_sandbox/repositories/{owner}/{repo}";
    routes
        .add("PUT", repository + "/protection/{branch*}", Need.NOTHING, this::protect)
        .add("PUT", repository + "/merging", Need.NOTHING, this::merging)
        .add("PUT", repository + "/rulesets/{name}", Need.NOTHING, this::ruleset)
        .add("DELETE", repository + "/rulesets/{name}", Need.NOTHING, this::removeRuleset);
  }

  /** Nothing asked for is no protection. */
  private Answer protect(Call call) {
    JsonNode body = call.json();
    acts.rules.protect(
        lookup.repository(call),
        call.param("branch"),
        new Protection(
            body.path("approvals").asInt(0),
            IssueEndpoints.names(body.path("checks")),
            body.path("strict").asBoolean(false),
            body.path("conversations").asBoolean(false),
            body.path("queue").asBoolean(false)));
    return Answer.ok(Json.object());
  }

  private Answer merging(Call call) {
    Repository repository = lookup.repository(call);
    JsonNode body = call.json();
    MergeSettings now = repository.merging;
    acts.rules.merging(
        repository,
        new MergeSettings(
            body.path("merge").asBoolean(now.merge()),
            body.path("squash").asBoolean(now.squash()),
            body.path("rebase").asBoolean(now.rebase()),
            body.path("delete_branch").asBoolean(now.deleteBranch())));
    return Answer.ok(Json.object());
  }

  /** Branches by patterns, the default branch where none are given; rules in the form of REST. */
  private Answer ruleset(Call call) {
    JsonNode body = call.json();
    Ruleset ruleset = new Ruleset();
    ruleset.name = call.param("name");
    ruleset.enforcement = body.path("enforcement").asText("active");
    ruleset.include.addAll(IssueEndpoints.names(body.path("include")));
    if (ruleset.include.isEmpty()) ruleset.include.add("~DEFAULT_BRANCH");
    ruleset.exclude.addAll(IssueEndpoints.names(body.path("exclude")));
    for (JsonNode rule : body.path("rules"))
      ruleset.rules.add(
          new Ruleset.Rule(
              rule.path("type").asText(),
              rule.has("parameters")
                  ? Json.MAPPER.convertValue(
                      rule.get("parameters"), new TypeReference<Map<String, Object>>() {})
                  : Map.of()));
    acts.rules.put(lookup.repository(call), ruleset);
    return Answer.ok(Json.object("id", ruleset.id));
  }

  private Answer removeRuleset(Call call) {
    Repository repository = lookup.repository(call);
    for (Ruleset ruleset : repository.rulesets.values())
      if (ruleset.name.equals(call.param("name"))) {
        acts.rules.remove(repository, ruleset.id);
        return Answer.empty(204);
      }
    throw ApiError.of(404, "no ruleset " + call.param("name"));
  }
}
