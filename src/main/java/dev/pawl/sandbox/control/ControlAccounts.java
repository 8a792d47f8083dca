package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.access.TokenMint;
import dev.pawl.sandbox.act.Acts;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts, people with their tokens, installations. */
record ControlAccounts(World world, Shapes shapes, Acts acts, TokenMint mint, Lookup lookup) {
  void register(Routes routes) {
    String installation = "/_sandbox/installations/{id}";
    routes
        .add("POST", "/_sandbox/accounts", Need.NOTHING, this::account)
        .add("POST", "/_sandbox/people", Need.NOTHING, this::person)
        .add("POST", "/_sandbox/installations", Need.NOTHING, this::install)
        .add("DELETE", installation, Need.NOTHING, this::uninstall)
        .add("POST", installation + "/suspend", Need.NOTHING, this::suspend)
        .add("POST", installation + "/unsuspend", Need.NOTHING, this::unsuspend)
        .add("POST", installation + "/permissions", Need.NOTHING, this::permissions)
        .add("POST", installation + "/repositories", Need.NOTHING, this::select);
  }

  private Answer account(Call call) {
    String type = call.text("type");
    Account account =
        create(
            call.required("Account", "login"), Account.Type.valueOf(type == null ? "User" : type));
    return Answer.created(shapes.users.simple(account));
  }

  private Answer person(Call call) {
    Account account = create(call.required("Account", "login"), Account.Type.User);
    String given = call.text("token");
    String token = given == null ? mint.personal() : given;
    world.rows().personalTokens.put(token, account.id);
    ObjectNode shape = shapes.users.simple(account);
    shape.put("token", token);
    return Answer.created(shape);
  }

  private Account create(String login, Account.Type type) {
    if (world.account(login) != null) throw ApiError.of(422, login + " exists already");
    return world.createAccount(login, type);
  }

  private Answer install(Call call) {
    Account account = lookup.account(call.required("Installation", "account"));
    for (Installation other : world.rows().installations.values())
      if (other.account == account.id) throw ApiError.of(422, "the App is installed there already");
    boolean all = !call.json().hasNonNull("repositories");
    Installation installation =
        acts.installations.install(
            account,
            all,
            repositories(call.json().path("repositories"), account),
            lookup.actor(call, account).account());
    return Answer.created(shapes.apps.installation(installation));
  }

  private List<Repository> repositories(JsonNode names, Account owner) {
    List<Repository> found = new ArrayList<>();
    for (JsonNode name : names) {
      String text = name.asText();
      found.add(lookup.repository(text.contains("/") ? text : owner.login + "/" + text));
    }
    return found;
  }

  private Answer uninstall(Call call) {
    Installation installation = lookup.installation(call);
    acts.installations.uninstall(installation, by(call, installation));
    return Answer.empty(204);
  }

  private Answer suspend(Call call) {
    Installation installation = lookup.installation(call);
    acts.installations.suspend(installation, by(call, installation));
    return Answer.ok(shapes.apps.installation(installation));
  }

  private Answer unsuspend(Call call) {
    Installation installation = lookup.installation(call);
    acts.installations.unsuspend(installation, by(call, installation));
    return Answer.ok(shapes.apps.installation(installation));
  }

  private Answer permissions(Call call) {
    Installation installation = lookup.installation(call);
    Map<String, String> permissions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : call.json().path("permissions").properties())
      permissions.put(each.getKey(), each.getValue().asText());
    if (call.json().has("events")) {
      installation.events.clear();
      for (JsonNode event : call.json().get("events")) installation.events.add(event.asText());
    }
    acts.installations.acceptPermissions(installation, permissions, by(call, installation));
    return Answer.ok(shapes.apps.installation(installation));
  }

  private Answer select(Call call) {
    Installation installation = lookup.installation(call);
    Account account = world.account(installation.account);
    acts.installations.select(
        installation,
        repositories(call.json().path("add"), account),
        repositories(call.json().path("remove"), account),
        by(call, installation));
    return Answer.ok(shapes.apps.installation(installation));
  }

  private Account by(Call call, Installation installation) {
    return lookup.actor(call, world.account(installation.account)).account();
  }
}
