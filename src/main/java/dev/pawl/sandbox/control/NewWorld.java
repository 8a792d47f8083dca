package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins the demo anew: takes the App from every account, so that whoever is told knows that the
 * repositories are gone, and makes the first world again once that was told. Tokens of people stay
 * theirs, since somebody else knows them.
 */
record NewWorld(World world, Control control) {
  private static final int LOOKS = 100;
  private static final Duration PAUSE = Duration.ofMillis(100);

  void begin(Call call) {
    for (long installation : installations())
      Desk.send(control, call, "DELETE", "/_sandbox/installations/" + installation, Json.object());
    told(call);
    Map<String, String> tokens = tokens();
    Desk.send(control, call, "POST", "/_sandbox/reset", Json.object());
    Desk.send(control, call, "POST", "/_sandbox/demo", Json.object("agents", true));
    tokens.forEach((token, login) -> give(call, token, login));
    Desk.send(
        control,
        call,
        "POST",
        "/_sandbox/installations",
        Json.object("account", "acme", "by", "ada"));
  }

  private void give(Call call, String token, String login) {
    try {
      String path = "/_sandbox/people/" + login + "/tokens";
      Desk.send(control, call, "POST", path, Json.object("token", token));
    } catch (ApiError notThereAnyMore) {
      // Somebody whom the first world does not know.
    }
  }

  /**
   * Waits for the deliveries under way, ten seconds at most: what is reset is not sent any more.
   */
  private void told(Call call) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        ObjectNode status = Desk.send(control, call, "GET", "/_sandbox", Json.object());
        if (status.path("deliveries_pending").asLong() == 0) return;
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Long> installations() {
    world.lock.lock();
    try {
      return List.copyOf(world.rows().installations.keySet());
    } finally {
      world.lock.unlock();
    }
  }

  /** Logins of people by their tokens; agents are given new ones. */
  private Map<String, String> tokens() {
    world.lock.lock();
    try {
      Map<String, String> tokens = new HashMap<>();
      world
          .rows()
          .personalTokens
          .forEach(
              (token, id) -> {
                Account account = world.rows().accounts.get(id);
                if (account != null && account.type == Account.Type.User)
                  tokens.put(token, account.login);
              });
      return tokens;
    } finally {
      world.lock.unlock();
    }
  }
}
