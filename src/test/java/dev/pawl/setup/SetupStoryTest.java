package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.AppTable;
import dev.pawl.github.NewApp;
import dev.pawl.store.Json;
import dev.pawl.store.Secret;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * From a Pawl that is no App to repositories that it works on, and what may go wrong on the way.
 */
@QuarkusTest
@TestProfile(FreshPawl.class)
class SetupStoryTest extends SetupStory {
  @Inject AppTable table;

  @Test
  void fromTheFirstPageToTheFirstIssue() {
    String repository = repositoryWithGoal("lamp");
    SetupBrowser operator = operator();
    assertThat(operator.get("/").body()).contains("href=\"/setup\"");
    assertThat(operator.get("/setup").body()).contains("Name of the App", "Address of this Pawl");

    HttpResponse<String> page = operator.begin(owner, name(), "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'self' " + github.url())
        .doesNotContain("unsafe");
    SetupBrowser.Way way = SetupBrowser.way(page);
    assertThat(way.address().getPath()).isEqualTo("/organizations/" + owner + "/settings/apps/new");
    JsonNode manifest = Json.tree(way.manifest());
    assertThat(manifest.at("/hook_attributes/url").asText()).isEqualTo(webhook().toString());

    URI back = operator.create(way);
    assertThat(back.getPath()).isEqualTo(SetupPages.CREATED);
    HttpResponse<String> onward = operator.led(back);
    assertThat(onward.statusCode()).isEqualTo(200);
    // The browser has cookies, and only did not send them.
    assertThat(onward.headers().allValues("set-cookie")).isEmpty();
    HttpResponse<String> done = operator.get(SetupBrowser.onward(onward));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
    assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/setup");

    JsonNode made = github.app();
    String installation = "/apps/" + made.path("slug").asText() + "/installations/new";
    assertThat(operator.get("/setup").body()).contains(github.url() + installation);
    assertThat(count("select app_id as n from github_app")).isEqualTo(made.path("id").asLong());
    assertThat(count("select count(*) as n from audit where what = 'set up app'")).isOne();

    URI installed = operator.install(owner);
    assertThat(installed.getPath()).isEqualTo(SetupPages.INSTALLED);
    assertThat(SetupBrowser.onward(operator.led(installed))).isEqualTo("/setup");
    eventually(() -> operator.get("/setup/body").body().contains(">" + repository + "</a>"));
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    assertThat(issueCreations(repository)).isOne();

    // Of another App it would not be one.
    database().execute("update github_app set set_up_at = set_up_at + interval '1000 days'");
    assertThat(operator.get("/setup").body()).doesNotContain(repository);
  }

  @Test
  void nothingSecretIsShownOrStoredAsItIs() {
    SetupBrowser operator = operator();
    String name = name();
    HttpResponse<String> page = operator.begin(owner, name, "");
    SetupBrowser.Way way = SetupBrowser.way(page);
    github.recordBodies(true);
    assertThat(operator.comeBack(operator.create(way)).statusCode()).isEqualTo(303);
    operator.get("/setup");
    operator.get("/setup/body");
    operator.get("/");
    operator.get("/api/health");
    JsonNode given = Json.tree(conversions().getLast().path("answer").asText());
    github.recordBodies(false);
    List<String> secrets = new ArrayList<>(List.of(FreshPawl.MASTER_KEY));
    for (String field : List.of("client_secret", "webhook_secret")) {
      assertThat(given.path(field).asText()).hasSizeGreaterThan(20);
      secrets.add(given.path(field).asText());
    }
    given.path("pem").asText().lines().filter(line -> line.length() > 40).forEach(secrets::add);
    assertThat(secrets).hasSizeGreaterThan(10);

    String shown = String.join("\n", operator.seen());
    assertThat(shown).contains(name);
    // What GitHub is to bring back is stored as a hash.
    String stored = everything("github_app", "app_setup", "audit", "data_key");
    assertThat(stored).contains(given.path("slug").asText()).doesNotContain(way.state());
    for (String secret : secrets) {
      assertThat(shown).doesNotContain(secret);
      assertThat(stored)
          .doesNotContain(secret)
          .doesNotContain(hex(secret))
          .doesNotContain(RandomToken.hash(secret));
    }
    assertThat(app.toString() + table.shown()).doesNotContain(secrets);
  }

  private String everything(String... tables) {
    StringBuilder all = new StringBuilder();
    for (String each : tables) {
      database()
          .execute("select row_to_json(t)::text as t from " + each + " t")
          .forEach(row -> all.append(row.getString("t")).append('\n'));
    }
    return all.toString();
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aStateOfSomebodyElseIsWorthNothing() {
    SetupBrowser operator = operator();
    URI back = operator.create(SetupBrowser.way(operator.begin(owner, name(), "")));
    String path = SetupBrowser.onward(operator.led(back));

    SetupBrowser another = operator();
    for (String forged :
        List.of(
            path.replaceAll("state=.*", "state=" + RandomToken.create()),
            path.replaceAll("state=.*", "state="),
            path.replaceAll("state=.*", "state=%00"))) {
      assertThat(operator.get(forged).statusCode()).as(forged).isIn(400, 403);
    }
    assertThat(another.get(path).statusCode()).as("another session").isEqualTo(403);
    database().execute("update app_setup set until = clock_timestamp()");
    assertThat(operator.get(path).statusCode()).as("an hour later").isEqualTo(403);
    assertThat(new SetupBrowser(webhook(), github.url()).get(path).statusCode())
        .as("nobody in particular")
        .isEqualTo(303);
    assertThat(conversions()).isEmpty();
    assertThat(stored()).isZero();
  }

  @Test
  void aCodeIsUsedOnce() {
    SetupBrowser operator = operator();
    String path =
        SetupBrowser.onward(
            operator.led(operator.create(SetupBrowser.way(operator.begin(owner, name(), "")))));
    assertThat(operator.get(path).statusCode()).isEqualTo(303);
    long id = count("select app_id as n from github_app");
    HttpResponse<String> again = operator.get(path);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("This set-up has ended");
    assertThat(conversions()).hasSize(1);
    assertThat(count("select app_id as n from github_app")).isEqualTo(id);

    // Brought along with a state of one's own it is refused by GitHub.
    database().execute("delete from github_app");
    app.refresh();
    String state = SetupBrowser.way(operator.begin(owner, name(), "")).state();
    HttpResponse<String> replayed = operator.get(path.replaceAll("state=.*", "state=" + state));
    assertThat(replayed.statusCode()).isEqualTo(502);
    assertThat(replayed.body()).contains("GitHub refused the code", "delete it there");
    assertThat(stored()).isZero();
    // And that was the end of it.
    assertThat(operator.get(path.replaceAll("state=.*", "state=" + state)).statusCode())
        .isEqualTo(409);
    assertThat(conversions()).hasSize(2);
  }

  @Test
  void whatGitHubDoesNotAnswerIsTriedAgain() {
    SetupBrowser operator = operator();
    github.createPerson(owner + "-ada");
    SetupBrowser.Way way = SetupBrowser.way(operator.begin("", name(), ""));
    assertThat(way.address().getPath()).isEqualTo("/settings/apps/new");
    URI back = operator.create(way);
    github.failNext(1, "POST", "/app-manifests/.*", 500);
    HttpResponse<String> failed = operator.comeBack(back);
    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.body()).contains("Nothing was stored", "Try again");
    assertThat(stored()).isZero();

    assertThat(operator.comeBack(back).statusCode()).isEqualTo(303);
    assertThat(stored()).isOne();
  }

  /** GitHub took the code, and what it answered was lost: the credentials are gone. */
  @Test
  void whatGitHubAnsweredInVainIsSaid() {
    SetupBrowser operator = operator();
    String name = name();
    URI back = operator.create(SetupBrowser.way(operator.begin(owner, name, "")));
    github.failAfterWrite(1, "POST", "/app-manifests/.*", 502);
    assertThat(operator.comeBack(back).statusCode()).isEqualTo(502);
    HttpResponse<String> spent = operator.comeBack(back);
    assertThat(spent.statusCode()).isEqualTo(502);
    assertThat(spent.body()).contains("GitHub refused the code", name, "delete it there");
    assertThat(stored()).isZero();
    // Nothing of it stands in the way of another one.
    assertThat(operator.setUp(owner, name()).statusCode()).isEqualTo(303);
  }

  @Test
  void ofTwoOperatorsOneSetsUp() throws Exception {
    SetupBrowser one = operator();
    SetupBrowser other = operator();
    URI first = one.create(SetupBrowser.way(one.begin(owner, name(), "")));
    String vain = name();
    URI second = other.create(SetupBrowser.way(other.begin(owner, vain, "")));
    assertThat(one.comeBack(first).statusCode()).isEqualTo(303);
    HttpResponse<String> late = other.comeBack(second);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("was set up meanwhile", vain, "delete it there");
    assertThat(conversions()).as("the second code was not spent").hasSize(1);

    // At the very same moment, after both were asked for.
    database().execute("delete from github_app");
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> stored = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (long id = 1; id <= 4; id++) {
        NewApp app = app(id);
        stored.add(
            threads.submit(
                () -> {
                  go.await();
                  return table.put(app, null, "a test");
                }));
      }
      go.countDown();
    }
    int won = 0;
    for (Future<Boolean> each : stored) {
      won += each.get() ? 1 : 0;
    }
    assertThat(won).isOne();
    assertThat(stored()).isOne();
  }

  private NewApp app(long id) {
    String slug = "app-" + id;
    Secret key = new Secret(github.app().path("private_key").asText());
    return new NewApp(id, slug, slug, owner, "", "Iv1", key, new Secret("a"), new Secret("b"));
  }

  @Test
  void anAppIsReplacedKnowinglyOnly() {
    SetupBrowser operator = operator();
    assertThat(operator.setUp(owner, name()).statusCode()).isEqualTo(303);
    String slug = github.app().path("slug").asText();
    for (String wrong : List.of("", "pawl", slug + "x", "<b>" + slug)) {
      HttpResponse<String> refused = operator.begin(owner, name(), wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(409);
      assertThat(refused.body()).contains("The App " + slug + " is set up");
    }
    URI back = operator.create(SetupBrowser.way(operator.begin(owner, name(), slug)));
    String another = github.app().path("slug").asText();
    assertThat(another).isNotEqualTo(slug);
    assertThat(operator.comeBack(back).statusCode()).isEqualTo(303);
    assertThat(operator.get("/setup").body()).contains(another).doesNotContain(slug + "/");

    // It signs with the other one's key, and takes its deliveries.
    assertThat(operator.post("/checks", Map.of()).statusCode()).isEqualTo(303);
    assertThat(operator.get("/").body()).contains("GitHub knows the App as " + another);
    String secret = github.app().path("webhook_secret").asText();
    assertThat(new Webhook(webhook(), secret).send("ping", UUID.randomUUID(), "{}")).isEqualTo(202);
  }

  @Test
  void whateverIsWrittenIntoTheFormIsOnlyText() {
    SetupBrowser operator = operator();
    String markup = "<b>\"'& x</b>";
    for (String organization : List.of("<script>alert(1)</script>", "../../evil", "a\"b")) {
      HttpResponse<String> page = operator.begin(organization, markup, "");
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("short name").doesNotContain(markup, "<script>alert");
    }
    HttpResponse<String> page = operator.begin(owner, markup, "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain(markup);
    SetupBrowser.Way way = SetupBrowser.way(page);
    assertThat(Json.tree(way.manifest()).path("name").asText()).isEqualTo(markup);
    assertThat(operator.comeBack(operator.create(way)).statusCode()).isEqualTo(303);
    assertThat(operator.get("/setup").body())
        .contains("&lt;b&gt;")
        .doesNotContain(markup)
        .doesNotContain("<b>");
  }

  @Test
  void nobodyIsLedAstray() {
    SetupBrowser operator = operator();
    for (String hostile :
        List.of("//evil.example", "https://evil.example", "\"><script>", "0;url=//evil")) {
      String value = java.net.URLEncoder.encode(hostile, StandardCharsets.UTF_8);
      HttpResponse<String> page =
          operator.led(webhook().resolve("/setup/created?code=" + value + "&state=" + value));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(SetupBrowser.onward(page)).startsWith("/setup/finish?code=");
      assertThat(page.body()).doesNotContain(hostile);
      assertThat(operator.get(SetupBrowser.onward(page)).statusCode()).isEqualTo(400);
      page = operator.led(webhook().resolve("/setup/installed?installation_id=" + value));
      assertThat(SetupBrowser.onward(page)).isEqualTo("/setup");
      assertThat(page.body()).doesNotContain(hostile);
    }
    assertThat(conversions()).isEmpty();
  }

  @Test
  void aFloodAtTheDoorIsBounded() throws Exception {
    SetupBrowser operator = operator();
    int taken = 0;
    for (int i = 0; i < 25; i++) {
      int status = operator.begin(owner, name(), "").statusCode();
      assertThat(status).isIn(200, 429);
      taken += status == 200 ? 1 : 0;
    }
    assertThat(taken).isEqualTo(20);
    assertThat(count("select count(*) as n from app_setup")).isEqualTo(20);

    List<Future<Integer>> guesses = new ArrayList<>();
    SetupBrowser nobody = new SetupBrowser(webhook(), github.url());
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 400; i++) {
        String guess = "/setup/finish?code=a&state=" + i;
        guesses.add(threads.submit(() -> nobody.led(webhook().resolve(guess)).statusCode()));
      }
    }
    for (Future<Integer> guess : guesses) {
      assertThat(guess.get()).isEqualTo(303);
    }
    assertThat(conversions()).isEmpty();
    assertThat(stored()).isZero();
  }

  /** Without an App no signature is valid, with the one before it none of its is any more. */
  @Test
  void onlyTheAppInForceIsListenedTo() {
    Webhook stranger = new Webhook(webhook(), SandboxResource.SECRET);
    assertThat(stranger.send("ping", UUID.randomUUID(), "{}")).isEqualTo(401);
    SetupBrowser operator = operator();
    assertThat(operator.setUp(owner, name()).statusCode()).isEqualTo(303);
    String secret = github.app().path("webhook_secret").asText();
    assertThat(stranger.send("ping", UUID.randomUUID(), "{}")).isEqualTo(401);
    assertThat(new Webhook(webhook(), secret).send("ping", UUID.randomUUID(), "{}")).isEqualTo(202);

    database().execute("delete from github_app");
    app.refresh();
    assertThat(new Webhook(webhook(), secret).send("ping", UUID.randomUUID(), "{}")).isEqualTo(401);
  }

  @Test
  void everyFormIsPawlsOwn() {
    SetupBrowser operator = operator();
    for (String path : List.of("/setup", "/setup/secrets/webhook", "/setup/secrets/key")) {
      HttpResponse<String> answer = operator.post(path + "?", Map.of("address", "x"));
      assertThat(answer.statusCode()).as(path).isIn(400, 409);
    }
    assertThat(stored()).isZero();
  }
}
