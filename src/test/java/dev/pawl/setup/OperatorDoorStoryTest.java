package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.RawConnection;
import dev.pawl.testing.SandboxResource;
import dev.pawl.testing.Story;
import dev.pawl.testing.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody comes in without the token, and nobody is made to do what he did not want. */
@QuarkusTest
@TestProfile(OperatorDoorStoryTest.Closed.class)
class OperatorDoorStoryTest extends Story {
  private static final String TOKEN = "the-operators-token-of-the-door";
  private static final String CSRF = "pawl-csrf=chosen-by-the-browser";
  private static final String FIELD = "csrf=chosen-by-the-browser";

  /** With something in every field that any form has. */
  private static final String FILLED =
      FIELD
          + "&why=Because&number=7&minutes=5&kind=development&title=A+task&body=Do+it&choice=skip"
          + "&change=skip&file=a&issue=1";

  private static final String HOUSE = "/repositories/door/house";
  private static final long HOUSE_ID = -8;
  private static final String DELIVERY = "00000000-0000-4000-8000-00000000d00e";
  private static final String LANE = "installation:-9";
  private static final String SCHEMA = "/schema/pawl.yml.json";

  /** What nobody signs in for. */
  private static final List<String> OPEN =
      List.of("/login", SCHEMA, SetupPages.CREATED, SetupPages.INSTALLED);

  /** Also where TLS ends at a proxy, which says so in a header. */
  public static final class Closed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "pawl.operator.required", "true",
          "pawl.operator.token", TOKEN,
          "quarkus.http.proxy.proxy-address-forwarding", "true");
    }
  }

  /** One way in. */
  private record Route(String method, String path) {}

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long effect;
  private long intervention;

  /** Something of each kind that can be acted upon. */
  @BeforeEach
  void bringToAct() {
    database().execute("delete from audit");
    database().execute("delete from operator_session");
    database()
        .execute(
            "insert into lane (name, retry_at, failures) values ($1, now() + interval '1 day', 9)",
            LANE);
    database()
        .execute(
            "insert into delivery (guid, event, lane, bytes, state) values ($1, 'ping', $2, 2, 'dead')",
            UUID.fromString(DELIVERY),
            LANE);
    effect =
        database()
            .execute(
                """
                insert into effect (key, kind, lane, repository_id, installation_id, principal, intent,
                  reason, state, planned_at)
                values ('door', 'create-issue', $1, -9, -9, 'app', '{}', 'door', 'failed', now())
                returning id
                """,
                LANE)
            .iterator()
            .next()
            .getLong("id");
    database()
        .execute(
            """
            insert into mirror_repository (id, installation_id, owner, name, state, read_at)
            values ($1, $1, 'door', 'house', 'active', $2)
            """,
            HOUSE_ID,
            // One that was never read would be looked for at GitHub, which does not know it.
            clock().instant().atOffset(ZoneOffset.UTC));
    intervention = intervention();
  }

  private long intervention() {
    return database()
        .execute(
            """
            insert into intervention (repository_id, scope, name, why, what, choices, raised_at)
            values ($1, 'repository', 'door', 'Somebody is needed.', 'Choose.', 'skip', now())
            returning id
            """,
            HOUSE_ID)
        .iterator()
        .next()
        .getLong("id");
  }

  @AfterEach
  void tidy() {
    eventually(
        () ->
            count("select count(*) as n from lane where name = '" + LANE + "' and held_by is null")
                    == 1
                && count(
                        "select count(*) as n from lane where name = 'repo:-8' and held_by is not null")
                    == 0);
    for (String table :
        List.of(
            "intervention",
            "hold",
            "phase",
            "run",
            "run_history",
            "decision",
            "effect",
            "onboarding")) {
      database().execute("delete from " + table + " where repository_id = $1", HOUSE_ID);
    }
    database().execute("delete from mirror_repository where id = $1", HOUSE_ID);
    database().execute("delete from lane where name = 'repo:-8'");
    database().execute("delete from effect where key = 'door'");
    database().execute("delete from delivery where lane = $1", LANE);
    database().execute("delete from lane where name = $1", LANE);
  }

  @Test
  void everyRouteAsksForTheToken() {
    List<Route> routes = routes();
    assertThat(routes)
        .contains(
            new Route("GET", "/"),
            new Route("GET", "/api/health"),
            new Route("POST", "/checks"),
            new Route("POST", "/effects/1/retry"));
    for (String page :
        List.of("/q/metrics", "/live.js", "/webjars/htmx.org/2.0.8/dist/htmx.min.js", "/nothing")) {
      routes.add(new Route("GET", page));
    }
    for (Route route : routes) {
      if (OPEN.contains(route.path())) {
        continue;
      }
      var machine = send(route, Map.of("Accept", "application/json", "Cookie", CSRF), FIELD);
      assertThat(machine.statusCode()).as(route.toString()).isEqualTo(401);
      assertThat(machine.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(machine.body())
          .isEqualTo("{\"title\":\"The operator's token is wanted.\",\"status\":401}");
      var person = send(route, Map.of("Accept", "text/html, */*", "Cookie", CSRF), FIELD);
      assertThat(person.statusCode()).as(route.toString()).isEqualTo(303);
      assertThat(person.headers().firstValue("Location")).hasValue("/login");
      assertThat(person.body()).isEmpty();
    }
    assertNothingWasDone();
  }

  /** An editor signs in nowhere, and what it is told stands in the documents. */
  @Test
  void theSchemaOfTheSettingsIsForAll() {
    var schema = send(new Route("GET", SCHEMA), Map.of(), "");
    assertThat(schema.statusCode()).isEqualTo(200);
    assertThat(schema.body()).contains("\"max_files\"");
    assertThat(send(new Route("POST", SCHEMA), Map.of(), "").statusCode()).isNotEqualTo(200);
  }

  @Test
  void noSpellingOfAPathIsAWayAround() {
    for (String path :
        List.of(
            "//effects",
            "/./effects",
            "/%65ffects",
            "/effects/",
            "/effects;a=b",
            "/login/../effects",
            "/login/",
            "/login;a=b",
            "/LOGIN",
            "/pawl.css/../effects",
            "/webhook/../effects",
            "/webhook/",
            "/webhook;a=b",
            "/q/health/../../effects",
            "/q/health/%2e%2e/%2e%2e/effects",
            "/q/healthy",
            "/q/../effects",
            "/q//metrics",
            "/q/health/../metrics")) {
      assertThat(raw(path)).as(path).isEqualTo(401);
    }
    // Is let through as a probe that does not exist; nothing else hears of it.
    assertThat(raw("/q/health/..%2f..%2feffects")).isEqualTo(404);
  }

  @Test
  void theWebhookHasItsSignature() {
    Webhook github = new Webhook(webhook(), SandboxResource.SECRET);
    UUID guid = UUID.randomUUID();

    assertThat(github.send("ping", guid, "{\"zen\":\"\"}")).isEqualTo(202);
    byte[] body = {'{', '}'};
    assertThat(
            github.send(github.request("ping", UUID.randomUUID(), body, Webhook.sign(body, TOKEN))))
        .isEqualTo(401);
    assertThat(send(new Route("POST", "/webhook"), bearer(TOKEN), "").statusCode()).isEqualTo(400);
    eventually(
        () ->
            count(
                    "select count(*) as n from delivery where guid = '"
                        + guid
                        + "' and state <> 'pending'")
                == 1);
    database().execute("delete from delivery where guid = $1", guid);
  }

  @Test
  void probesAndTheSignInPageAreOpen() {
    for (String path :
        List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started")) {
      var answer = get(path, Map.of());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }
    var page = get("/login", Map.of("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Operator's token");
    List<String> parts =
        Pattern.compile("(?:src|href)=\"(/[^\"]+\\.\\w+)\"")
            .matcher(page.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(parts).hasSizeGreaterThanOrEqualTo(2);
    for (String part : parts) {
      assertThat(get(part, Map.of()).statusCode()).as(part).isEqualTo(200);
    }
  }

  @Test
  void aMachineShowsTheToken() {
    for (String path : List.of("/", "/api/health", "/q/metrics", "/deliveries", "/lanes/" + LANE)) {
      assertThat(get(path, bearer(TOKEN)).statusCode()).as(path).isEqualTo(200);
      for (String wrong :
          List.of("", " ", "x", TOKEN + "x", TOKEN.toUpperCase(Locale.ROOT), TOKEN.substring(1))) {
        assertThat(get(path, bearer(wrong)).statusCode()).as(path + wrong).isEqualTo(401);
      }
      assertThat(get(path, Map.of("Authorization", "Basic " + TOKEN)).statusCode()).isEqualTo(401);
      assertThat(get(path, Map.of("Authorization", TOKEN)).statusCode()).isEqualTo(401);
      assertThat(get(path + "?token=" + TOKEN, Map.of()).statusCode()).isEqualTo(401);
    }
    // It has no cookies to be misused, but must show that it means it all the same.
    Map<String, String> headers = new TreeMap<>(bearer(TOKEN));
    assertThat(send(retry(), headers, FIELD).statusCode()).isEqualTo(403);
    assertNothingWasDone();
    headers.put("Cookie", CSRF);
    assertThat(send(retry(), headers, FIELD).statusCode()).isEqualTo(303);
    assertThat(done()).containsExactly("retry effect");
  }

  @Test
  void aPersonSignsInAndOut() {
    String session = signIn();
    String other = signIn();
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(200);
    assertThat(get("/q/metrics", Map.of("Cookie", session)).statusCode()).isEqualTo(200);
    assertThat(count("select count(*) as n from operator_session")).isEqualTo(2);

    // A form of somebody else ends nothing.
    send(new Route("POST", "/logout"), Map.of("Cookie", session + "; " + CSRF), "csrf=wrong");
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(200);

    var out = send(new Route("POST", "/logout"), Map.of("Cookie", session + "; " + CSRF), FIELD);
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.headers().firstValue("Location").orElse("")).endsWith("/login");
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(401);
    assertThat(get("/", Map.of("Cookie", other)).statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionEndsByItself() {
    String session = signIn();
    assertThat(
            count(
                "select count(*) as n from operator_session where until between"
                    + " now() + interval '11 hours' and now() + interval '13 hours'"))
        .isOne();
    database().execute("update operator_session set until = clock_timestamp()");
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(401);

    signIn();
    assertThat(count("select count(*) as n from operator_session")).isOne();
  }

  @Test
  void aSessionIsStoredAsAHashOnly() {
    String secret = signIn().split("=", 2)[1];

    assertThat(text("select hash as t from operator_session"))
        .isEqualTo(RandomToken.hash(secret))
        .doesNotContain(secret);
    assertThat(get("/", Map.of("Cookie", "pawl-session=" + RandomToken.hash(secret))).statusCode())
        .isEqualTo(401);
    // A token that is given is compared, and stored nowhere.
    assertThat(count("select count(*) as n from operator_token")).isZero();
  }

  @Test
  void nobodySignsInWithAWrongToken() {
    for (String wrong : List.of("", "wrong", TOKEN + "x", "%00", TOKEN.substring(1))) {
      var answer =
          send(
              new Route("POST", "/login"),
              Map.of("Cookie", CSRF, "Accept", "text/html"),
              FIELD + "&token=" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
      assertThat(answer.body()).contains("That is not the operator's token");
      assertThat(cookie(answer, "pawl-session")).isNull();
    }
    var none = send(new Route("POST", "/login"), Map.of("Cookie", CSRF), FIELD);
    assertThat(none.statusCode()).isEqualTo(401);
    // The right one, but not by a form of ours.
    for (var request :
        List.of(
            Map.of("Accept", "text/html"),
            Map.of("Cookie", "pawl-csrf=another"),
            Map.of("Cookie", CSRF, "Origin", "https://evil.example"))) {
      var answer = send(new Route("POST", "/login"), request, FIELD + "&token=" + TOKEN);
      assertThat(answer.statusCode()).as(request.toString()).isIn(401, 403);
      assertThat(cookie(answer, "pawl-session")).isNull();
    }
    assertThat(count("select count(*) as n from operator_session")).isZero();
  }

  @Test
  void cookiesAreKeptFromScriptsAndOtherSites() {
    for (boolean secure : List.of(false, true)) {
      Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/html"));
      if (secure) {
        headers.put("X-Forwarded-Proto", "https");
      }
      var page = get("/login", headers);
      assertKept(cookie(page, "pawl-csrf"), secure);
      headers.put("Cookie", CSRF);
      var answer = send(new Route("POST", "/login"), headers, FIELD + "&token=" + TOKEN);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertKept(cookie(answer, "pawl-session"), secure);
      // The browser has one already.
      assertThat(cookie(answer, "pawl-csrf")).isNull();
    }
  }

  private static void assertKept(@Nullable String cookie, boolean secure) {
    assertThat(cookie).isNotNull();
    List<String> attributes =
        Stream.of(cookie.split(";"))
            .skip(1)
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(attributes).contains("httponly", "samesite=strict", "path=/");
    assertThat(attributes.contains("secure")).isEqualTo(secure);
    assertThat(attributes).noneMatch(attribute -> attribute.startsWith("domain"));
  }

  @Test
  void pagesForbidWhatTheyDoNotNeed() {
    for (String path : List.of("/login", "/", "/nothing", "/api/health")) {
      var answer = get(path, bearer(TOKEN));
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "*");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }
  }

  @Test
  void nothingIsDoneForAnotherSite() {
    String session = signIn();
    String cookies = session + "; " + CSRF;
    String own = origin();
    List<Map<String, String>> foreign =
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Origin", "not an address"),
            Map.of("Origin", own.replaceAll("\\d+$", "1")),
            Map.of("Origin", own + ".evil.example"),
            Map.of("Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", own, "Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", own, "Sec-Fetch-Site", "same-site"),
            Map.of("Sec-Fetch-Site", "cross-site"));
    for (Map<String, String> headers : foreign) {
      for (Route route : allForms()) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Cookie", cookies);
        var answer = send(route, all, FILLED);
        assertThat(answer.statusCode()).as(route + " " + headers).isEqualTo(403);
      }
      for (Route route : allMachineActs()) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Cookie", cookies);
        all.put("Content-Type", "application/json");
        assertThat(send(route, all, "{}").statusCode()).as(route + " " + headers).isEqualTo(403);
      }
    }
    assertNothingWasDone();
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(200);
  }

  /** What a form of another page can send: it cannot say that it is JSON. */
  @Test
  void noFormIsTakenForTheApi() {
    String cookies = signIn() + "; " + CSRF;
    for (Route route : allMachineActs()) {
      if (!route.method().equals("DELETE")) {
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain")) {
          assertThat(
                  send(route, Map.of("Cookie", cookies, "Content-Type", type), FILLED).statusCode())
              .as(route + " " + type)
              .isEqualTo(415);
        }
      }
    }
    assertNothingWasDone();
  }

  @Test
  void nothingIsDoneWithoutTheFormsToken() {
    String session = signIn();
    record Form(String cookies, String body) {}
    List<Form> forms =
        List.of(
            new Form(session + "; " + CSRF, ""),
            new Form(session + "; " + CSRF, "csrf="),
            new Form(session + "; " + CSRF, "csrf=wrong"),
            new Form(session + "; " + CSRF, "CSRF=chosen-by-the-browser"),
            new Form(session + "; pawl-csrf=", "csrf="),
            new Form(session, ""),
            new Form(session, FIELD),
            new Form(session + "; pawl-csrf=another", FIELD));
    for (Form form : forms) {
      for (Map<String, String> from :
          List.of(Map.<String, String>of(), Map.of("Origin", origin()))) {
        for (Route route : allForms()) {
          Map<String, String> all = new TreeMap<>(from);
          all.put("Cookie", form.cookies());
          assertThat(send(route, all, form.body()).statusCode())
              .as(route + " " + form)
              .isEqualTo(403);
        }
      }
    }
    assertNothingWasDone();
  }

  @Test
  void whatThePersonWantsIsDone() {
    String cookies = signIn() + "; " + CSRF;
    for (Map<String, String> from :
        List.of(
            Map.of("Origin", origin()),
            Map.of("Origin", origin(), "Sec-Fetch-Site", "same-origin"),
            Map.of("Sec-Fetch-Site", "none"),
            // No browser of today; what it has no cookie of it cannot be made to send.
            Map.<String, String>of())) {
      database().execute("delete from audit");
      database().execute("update effect set state = 'failed' where key = 'door'");
      Map<String, String> all = new TreeMap<>(from);
      all.put("Cookie", cookies);
      assertThat(send(retry(), all, FIELD).statusCode()).as(from.toString()).isEqualTo(303);
      assertThat(done()).containsExactly("retry effect");
    }
    for (Route route : acts()) {
      database().execute("delete from audit");
      database().execute("update effect set state = 'failed' where key = 'door'");
      database().execute("delete from onboarding where repository_id = $1", HOUSE_ID);
      var answer = send(route, Map.of("Cookie", cookies, "Origin", origin()), FILLED);
      assertThat(answer.statusCode()).as(route.toString()).isEqualTo(303);
      assertThat(done()).as(route.toString()).hasSize(1);
    }
    for (Route route : needyForms()) {
      database().execute("delete from audit");
      var answer = send(route, Map.of("Cookie", cookies, "Origin", origin()), FILLED);
      assertThat(answer.statusCode()).as(route + answer.body()).isIn(404, 409, 422);
      assertThat(done()).as(route.toString()).isEmpty();
    }
  }

  @Test
  void nothingIsSetUpWhereTheEnvironmentHasAnApp() {
    String cookies = signIn() + "; " + CSRF;
    for (Route route : setUps()) {
      var answer = send(route, Map.of("Cookie", cookies, "Origin", origin()), FILLED);
      assertThat(answer.statusCode()).as(route.toString()).isEqualTo(409);
    }
    assertThat(get("/setup", Map.of("Cookie", cookies)).body()).contains("PAWL_GITHUB_APP_ID");
    assertNothingWasDone();
    assertThat(count("select count(*) as n from app_setup")).isZero();
  }

  @Test
  void whatAMachineWantsIsDone() {
    Map<String, String> headers = new TreeMap<>(bearer(TOKEN));
    headers.put("Content-Type", "application/json");
    for (Route route : machineActs()) {
      database().execute("delete from audit");
      String body =
          """
          {"why":"Because","kind":"development","title":"A task","body":"Do it","choice":"skip"}
          """;
      var answer = send(route, headers, body);
      assertThat(answer.statusCode()).as(route + answer.body()).isEqualTo(200);
      assertThat(done()).as(route.toString()).hasSize(1);
    }
    for (Route route : needyActs()) {
      database().execute("delete from audit");
      var answer = send(route, headers, "{\"change\":\"skip\",\"file\":\"a\",\"issue\":1}");
      assertThat(answer.statusCode()).as(route + answer.body()).isIn(400, 404, 409, 422);
      assertThat(done()).as(route.toString()).isEmpty();
    }
  }

  /** Asking for the token takes a moment, in which the rest of a request comes in. */
  @Test
  void noFormIsLostWhileTheTokenIsLookedAt() throws Exception {
    String cookies = signIn() + "; " + CSRF;
    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 480; i++) {
        String form = FIELD + ("&filler" + i + "=" + "y".repeat(i % 3 * 900)).repeat(20);
        answers.add(
            threads.submit(
                () ->
                    send(new Route("POST", "/effects/0/retry"), Map.of("Cookie", cookies), form)
                        .statusCode()));
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(303);
    }
  }

  @Test
  void withoutTheDatabaseNobodyIsLetInBySession() {
    String session = signIn();
    database().execute("alter table operator_session rename to operator_session_away");
    try {
      assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(401);
    } finally {
      database().execute("alter table operator_session_away rename to operator_session");
    }
    assertThat(get("/", Map.of("Cookie", session)).statusCode()).isEqualTo(200);
  }

  /** Every route of a page or the API, with something for each name in its path. */
  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Class<?> type : resources()) {
      for (Method method : type.getDeclaredMethods()) {
        Optional<String> verb =
            Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                .filter(method::isAnnotationPresent)
                .map(Class::getSimpleName)
                .findFirst();
        if (verb.isPresent()) {
          Path own = method.getAnnotation(Path.class);
          String path =
              "/" + type.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
          routes.add(
              new Route(
                  verb.get(),
                  path.replaceAll("/+", "/")
                      .replaceAll("(.)/$", "$1")
                      .replace("{guid}", DELIVERY)
                      .replaceAll("\\{\\w+(: [^{}]*(\\{[^{}]*})?)?}", "1")));
        }
      }
    }
    return routes;
  }

  private static List<Class<?>> resources() {
    java.nio.file.Path sources = java.nio.file.Path.of("src/main/java");
    List<Class<?>> resources = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(sources)) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains("\n@Path(")) {
          String name = sources.relativize(file).toString().replace(".java", "");
          resources.add(Class.forName(name.replace(File.separatorChar, '.')));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (ClassNotFoundException notBuilt) {
      throw new IllegalStateException(notBuilt);
    }
    return resources;
  }

  /** Every act there is, on what is there to be acted upon. */
  private List<Route> acts() {
    List<Route> acts =
        List.of(
            new Route("POST", "/deliveries/" + DELIVERY + "/replay"),
            new Route("POST", "/lanes/" + LANE + "/wake"),
            new Route("POST", "/checks"),
            new Route("POST", "/ledger/look"),
            retry(),
            new Route("POST", HOUSE + "/pause"),
            new Route("POST", HOUSE + "/resume"),
            new Route("POST", HOUSE + "/hold"),
            new Route("POST", HOUSE + "/unhold"),
            new Route("POST", HOUSE + "/freeze"),
            new Route("POST", HOUSE + "/unfreeze"),
            new Route("POST", HOUSE + "/phases"),
            new Route("POST", HOUSE + "/issues"),
            new Route("POST", HOUSE + "/onboarding"),
            new Route("POST", "/interventions/" + intervention));
    assertThat(routes().stream().filter(route -> !route.method().equals("GET")).count())
        .as("all but signing in and out")
        .isEqualTo(
            acts.size()
                + needyForms().size()
                + machineActs().size()
                + needyActs().size()
                + setUps().size()
                + 2);
    return acts;
  }

  /** Acts of the pages that the house has nothing for: there is no goal in it, no file, no task. */
  private static List<Route> needyForms() {
    return List.of(
        new Route("POST", HOUSE + "/gap-analysis"),
        new Route("POST", HOUSE + "/queue/promote"),
        new Route("POST", HOUSE + "/queue/complete"),
        new Route("POST", HOUSE + "/phases/1"),
        new Route("POST", HOUSE + "/pull-requests/7/issue"),
        new Route("POST", HOUSE + "/pull-requests/7/merge"));
  }

  private List<Route> forms() {
    return Stream.concat(acts().stream(), needyForms().stream()).toList();
  }

  /** The acts of the API, which takes JSON only. */
  private List<Route> machineActs() {
    String house = "/api" + HOUSE;
    return List.of(
        new Route("PUT", house + "/pause"),
        new Route("DELETE", house + "/pause"),
        new Route("PUT", house + "/pull-requests/7/hold"),
        new Route("DELETE", house + "/pull-requests/7/hold"),
        new Route("PUT", house + "/freeze"),
        new Route("DELETE", house + "/freeze"),
        new Route("POST", house + "/issues"),
        new Route("POST", house + "/phases"),
        new Route("POST", house + "/onboarding"),
        new Route("POST", "/api/interventions/" + intervention));
  }

  /** Acts of the API that the house has nothing for: there is no goal in it, no file, no task. */
  private static List<Route> needyActs() {
    String house = "/api" + HOUSE;
    return List.of(
        new Route("POST", house + "/gap-analysis"),
        new Route("POST", house + "/queue/promote"),
        new Route("POST", house + "/queue/complete"),
        new Route("POST", house + "/phases/1"),
        new Route("PUT", house + "/pull-requests/7/issue"),
        new Route("POST", house + "/pull-requests/7/merge"));
  }

  /** What sets up an App; the one here comes from the environment, so there is nothing to do. */
  private static List<Route> setUps() {
    return List.of(
        new Route("POST", "/setup"),
        new Route("POST", "/setup/secrets/webhook"),
        new Route("POST", "/setup/secrets/key"));
  }

  private List<Route> allForms() {
    return Stream.concat(forms().stream(), setUps().stream()).toList();
  }

  private List<Route> allMachineActs() {
    return Stream.concat(machineActs().stream(), needyActs().stream()).toList();
  }

  private Route retry() {
    return new Route("POST", "/effects/" + effect + "/retry");
  }

  private List<String> done() {
    List<String> done = new ArrayList<>();
    database()
        .execute("select what from audit order by id")
        .forEach(row -> done.add(row.getString("what")));
    return done;
  }

  private void assertNothingWasDone() {
    assertThat(done()).isEmpty();
    assertThat(text("select state as t from effect where key = 'door'")).isEqualTo("failed");
    assertThat(text("select state as t from delivery where guid = '" + DELIVERY + "'"))
        .isEqualTo("dead");
    assertThat(count("select count(*) as n from lane where failures = 9 and retry_at > now()"))
        .isOne();
  }

  private String text(String sql) {
    return database().execute(sql).iterator().next().getString("t");
  }

  private String signIn() {
    var answer =
        send(
            new Route("POST", "/login"),
            Map.of("Cookie", CSRF, "Origin", origin()),
            FIELD + "&token=" + TOKEN);
    assertThat(answer.statusCode()).isEqualTo(303);
    String cookie = cookie(answer, "pawl-session");
    assertThat(cookie).isNotNull();
    return cookie.split(";", 2)[0];
  }

  /** A cookie that an answer sets, with its attributes; null when it sets none. */
  private static @Nullable String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private String origin() {
    return "http://" + webhook().getAuthority();
  }

  private int raw(String path) {
    try (RawConnection connection = new RawConnection(webhook())) {
      return connection.head("GET", path, Map.of()).answer().status();
    }
  }

  private HttpResponse<String> get(String path, Map<String, String> headers) {
    return send(new Route("GET", path), headers, "");
  }

  private HttpResponse<String> send(Route route, Map<String, String> headers, String form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + route.path())).timeout(Duration.ofSeconds(20));
    headers.forEach(request::header);
    if (!route.method().equals("GET")) {
      if (!headers.containsKey("Content-Type")) {
        request.header("Content-Type", "application/x-www-form-urlencoded");
      }
      request.method(route.method(), HttpRequest.BodyPublishers.ofString(form));
    }
    try {
      return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
