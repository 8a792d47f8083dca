package dev.pawl.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.AppInForce;
import dev.pawl.testing.Story;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A Pawl that is no App yet, with a master key. */
abstract class SetupStory extends Story {
  private static int apps;

  @Inject AppInForce app;

  @AfterEach
  void beNoAppAgain() {
    for (String table : List.of("github_app", "app_setup", "audit")) {
      database().execute("delete from " + table);
    }
    app.refresh();
  }

  /** One who has signed in. */
  SetupBrowser operator() {
    return new SetupBrowser(webhook(), github.url()).signIn(FreshPawl.TOKEN);
  }

  /** A name that no App at GitHub has. */
  static String name() {
    return "Pawl number " + ++apps;
  }

  /** How often GitHub was asked for credentials. */
  List<JsonNode> conversions() {
    return github.requests("POST", "/app-manifests/.*");
  }

  long stored() {
    return count("select count(*) as n from github_app");
  }
}
