package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.Ruleset;
import dev.pawl.sandbox.world.World;

/**
 * The rules of rulesets that hold for a branch, whether it exists or not; protection is not among
 * them. Source: https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch.
 */
public final class RuleEndpoints {
  private final World world;

  public RuleEndpoints(World world) {
    this.world = world;
  }

  public void register(Routes routes) {
    routes.add(
        "GET",
        "/repos/{owner}/{repo}/rules/branches/{branch*}",
        Need.read("metadata"),
        this::rules);
  }

  private Answer rules(Call call) {
    Repository repository = call.repository();
    ArrayNode rules = Json.empty();
    for (Ruleset ruleset : repository.rulesets.values())
      if (ruleset.holds(repository, call.param("branch")))
        for (Ruleset.Rule rule : ruleset.rules) rules.add(rule(repository, ruleset, rule));
    return Answer.ok(rules);
  }

  private ObjectNode rule(Repository repository, Ruleset ruleset, Ruleset.Rule rule) {
    ObjectNode node =
        Json.object(
            "type",
            rule.type(),
            "ruleset_source_type",
            "Repository",
            "ruleset_source",
            world.fullName(repository),
            "ruleset_id",
            ruleset.id);
    if (!rule.parameters().isEmpty()) node.set("parameters", Json.value(rule.parameters()));
    return node;
  }
}
