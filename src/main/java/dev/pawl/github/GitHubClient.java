package dev.pawl.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.store.Json;
import dev.pawl.store.KillPoint;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to GitHub and says how they ended. Waits for the answer, so it belongs on a
 * virtual thread, and never into a database transaction. It does not retry a write and does not
 * wait for limits: that is for those who know what the write means.
 */
@ApplicationScoped
public class GitHubClient {
  private static final Logger LOG = Logger.getLogger(GitHubClient.class);
  // https://docs.github.com/en/rest/about-the-rest-api/api-versions
  private static final String API_VERSION = "2022-11-28";
  private static final int UNAUTHORIZED = 401;

  /** The code of a refusal that is Pawl's own: there is no token of a person. */
  public static final String NO_TOKEN = "no-token";

  /** Bytes. A payload has 25 MB at most; the rest is for what GitHub says around it. */
  static final long LONGEST_ANSWER = 40L * 1024 * 1024;

  private static final String LATE = "GitHub did not answer in time";

  private final GitHubAddresses addresses;
  private final AppIdentity app;
  private final InstallationTokens tokens;
  private final PersonToken person;
  private final RateBudget budget;
  private final GitHubTime time;
  private final MeterRegistry metrics;
  private final Duration timeout;
  private final HttpClient http;

  GitHubClient(
      GitHubAddresses addresses,
      GitHubConfiguration configuration,
      AppIdentity app,
      InstallationTokens tokens,
      PersonToken person,
      RateBudget budget,
      GitHubTime time,
      MeterRegistry metrics) {
    this.addresses = addresses;
    this.app = app;
    this.tokens = tokens;
    this.person = person;
    this.budget = budget;
    this.time = time;
    this.metrics = metrics;
    this.timeout = configuration.timeout();
    // Without TLS there is nothing to agree on HTTP/2 by, and the upgrade costs a round trip.
    this.http =
        HttpClient.newBuilder()
            .version(
                addresses.rest().startsWith("https:")
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Sends a request of the REST API. */
  public Answer send(Call call) {
    String resource = call.endpoint().isGraphql() ? RateBudget.GRAPHQL : RateBudget.CORE;
    return switch (call.principal()) {
      case Principal.App _ ->
          app.configured()
              ? asApp(call, resource)
              : new Answer.Refused(UNAUTHORIZED, "No App is set up.", List.of());
      case Principal.Installation installation -> send(call, installation.id(), resource);
      case Principal.Nobody _ ->
          forbids(call, RateBudget.NOBODY, resource)
              .<Answer>map(limited -> limited)
              .orElseGet(() -> exchange(call, null, RateBudget.NOBODY, resource));
      case Principal.Person _ ->
          person
              .token()
              .map(token -> asPerson(call, token, resource))
              .orElseGet(
                  () ->
                      new Answer.Refused(
                          UNAUTHORIZED, "PAWL_USER_TOKEN is not set.", List.of(NO_TOKEN)));
    };
  }

  /**
   * Sends a GraphQL operation. Success carries what is below {@code data}, and names what of it was
   * left out; Refused carries the error types when nothing came back.
   */
  public Answer graph(String operation, Map<String, ?> variables, Principal principal) {
    Call call =
        new Call(
            Endpoint.GRAPHQL,
            Map.of(),
            Map.of(),
            Map.of("query", operation, "variables", variables),
            principal);
    return send(call);
  }

  /** Asks who the App is by a key that is not in force yet. */
  Answer getAppBy(AppInForce.Identity identity) {
    Call call = new Call(Endpoint.GET_APP, Map.of(), Map.of(), null, new Principal.App());
    return exchange(call, app.token(identity), RateBudget.APP, RateBudget.CORE);
  }

  private Answer asApp(Call call, String resource) {
    Optional<Answer.RateLimited> forbidden = budget.forbids(RateBudget.APP, resource);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    String token = app.token();
    Answer answer = exchange(call, token, RateBudget.APP, resource);
    // The answer tells GitHub's time; if this machine's is wrong, another token is signed by it.
    boolean outdated = unauthorized(answer) && !token.equals(app.token());
    return outdated ? exchange(call, app.token(), RateBudget.APP, resource) : answer;
  }

  /** A person's token is given, so nothing can be done about one that GitHub does not take. */
  private Answer asPerson(Call call, String token, String resource) {
    Optional<Answer.RateLimited> forbidden = forbids(call, RateBudget.PERSON, resource);
    return forbidden.isPresent()
        ? forbidden.get()
        : exchange(call, token, RateBudget.PERSON, resource);
  }

  private Answer send(Call call, long installation, String resource) {
    Optional<Answer.RateLimited> forbidden = forbids(call, installation, resource);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    for (boolean renewed = false; ; renewed = true) {
      switch (tokens.token(installation, () -> newToken(installation))) {
        case InstallationTokens.Outcome.None none -> {
          return none.answer();
        }
        case InstallationTokens.Outcome.Token token -> {
          Answer answer = exchange(call, token.value(), installation, resource);
          // Whoever is not let in has written nothing; a token may have been revoked early.
          if (renewed || !unauthorized(answer)) {
            return answer;
          }
          tokens.drop(installation);
        }
      }
    }
  }

  private Optional<Answer.RateLimited> forbids(Call call, long installation, String resource) {
    return call.endpoint().creates()
        ? budget.reserveContent(installation, resource)
        : budget.forbids(installation, resource);
  }

  private static boolean unauthorized(Answer answer) {
    return answer instanceof Answer.Refused refused && refused.status() == UNAUTHORIZED;
  }

  private Answer newToken(long installation) {
    return send(
        new Call(
            Endpoint.CREATE_INSTALLATION_TOKEN,
            Map.of("installation_id", Long.toString(installation)),
            Map.of(),
            null,
            new Principal.App()));
  }

  private Answer exchange(Call call, @Nullable String token, long installation, String resource) {
    long begin = System.nanoTime();
    Answer answer;
    try {
      HttpRequest request = request(call, token);
      CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, bounded());
      if (call.endpoint().writes()) {
        KillPoint.AFTER_SEND.reached();
      }
      answer = read(call, whole(sent), installation, resource);
    } catch (TimeoutException late) {
      answer = new Answer.Unknown(LATE);
    } catch (ExecutionException failure) {
      answer = new Answer.Unknown(reason(failure.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      answer = new Answer.Unknown("interrupted while waiting for GitHub");
    }
    long nanos = System.nanoTime() - begin;
    String outcome = answer.getClass().getSimpleName();
    metrics
        .timer("pawl_github_calls", "endpoint", call.endpoint().name(), "outcome", outcome)
        .record(Duration.ofNanos(nanos));
    LOG.debugf("%s %s in %d ms", call.endpoint(), outcome, nanos / 1_000_000);
    return answer;
  }

  /** A longer body ends the exchange, since it would not fit into memory. */
  static HttpResponse.BodyHandler<byte[]> bounded() {
    return HttpResponse.BodyHandlers.limiting(
        HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER);
  }

  /** The answer with its body: the request's own timeout ends with the headers. */
  private HttpResponse<byte[]> whole(CompletableFuture<HttpResponse<byte[]>> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      // Ends the exchange when there is no answer; does nothing when there is one.
      sent.cancel(true);
    }
  }

  private HttpRequest request(Call call, @Nullable String token) {
    HttpRequest.BodyPublisher body =
        call.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(Json.write(call.body()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(call))
            .timeout(timeout)
            .method(call.endpoint().method(), body)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", API_VERSION)
            .header("User-Agent", "pawl");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (call.body() != null) {
      request.header("Content-Type", "application/json");
    }
    return request.build();
  }

  private URI address(Call call) {
    if (call.endpoint().isGraphql()) {
      return URI.create(addresses.graphql());
    }
    String path = call.endpoint().path();
    for (Map.Entry<String, String> part : call.path().entrySet()) {
      path = path.replace("{" + part.getKey() + "}", encode(part.getValue()));
    }
    String query =
        call.query().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(addresses.rest() + path + (query.isEmpty() ? "" : "?" + query));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer read(
      Call call, HttpResponse<byte[]> response, long installation, String resource) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    time.observe(headers);
    JsonNode body = json(response.body());
    if (status >= 500 || body == null) {
      return new Answer.Unknown("GitHub answered " + status);
    }
    if (status == 429 || (status == 403 && limited(headers, body))) {
      return budget.limited(installation, resource, headers);
    }
    budget.observe(installation, resource, headers);
    if (status >= 300) {
      return new Answer.Refused(status, message(body), codes(body.path("errors"), "code"));
    }
    return call.endpoint().isGraphql()
        ? graph(body, installation, resource, headers)
        : new Answer.Success(status, body, NextPage.cursor(headers).orElse(null));
  }

  /** GraphQL answers 200 whatever happened; what happened stands in {@code errors}. */
  private Answer graph(JsonNode body, long installation, String resource, HttpHeaders headers) {
    List<String> types = codes(body.path("errors"), "type");
    if (types.contains("RATE_LIMITED") || types.contains("RATE_LIMIT")) {
      return budget.limited(installation, resource, headers);
    }
    JsonNode data = body.path("data");
    boolean nothing =
        data.isMissingNode()
            || data.isNull()
            || data.path("repository").isNull()
            // A mutation that was refused leaves its own field empty, and there is no other.
            || StreamSupport.stream(data.spliterator(), false).allMatch(JsonNode::isNull);
    List<JsonNode> own = own(body.path("errors"), data);
    List<String> said = types(own);
    if (!said.isEmpty() && nothing) {
      return new Answer.Refused(200, message(own.getFirst()), said);
    }
    if (body.has("errors") && (data.isMissingNode() || data.isNull())) {
      return new Answer.Refused(200, message(body.path("errors").path(0)), types);
    }
    if (nothing && !body.path("errors").isEmpty()) {
      // GitHub names no type where it failed itself; what it did until then is not known.
      return new Answer.Unknown(message(body.path("errors").path(0)));
    }
    return new Answer.Success(200, data, null, missing(body.path("errors")));
  }

  /**
   * Of a repository that GitHub failed to show, what it says of something asked for besides is no
   * reason: it would seem to be gone because that is.
   */
  private static List<JsonNode> own(JsonNode errors, JsonNode data) {
    return StreamSupport.stream(errors.spliterator(), false)
        .filter(
            error ->
                !data.has("repository")
                    || !error.path("path").path(0).isTextual()
                    || error.path("path").path(0).asText().equals("repository"))
        .toList();
  }

  private static List<String> types(List<JsonNode> errors) {
    return errors.stream()
        .map(error -> error.path("type").asText(""))
        .filter(type -> !type.isEmpty())
        .toList();
  }

  /** An error beside data stands for something that is null and need not be so. */
  static List<Answer.Missing> missing(JsonNode errors) {
    return StreamSupport.stream(errors.spliterator(), false)
        .map(
            error ->
                new Answer.Missing(
                    StreamSupport.stream(error.path("path").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(".")),
                    error.path("type").asText(""),
                    message(error)))
        .toList();
  }

  private static boolean limited(HttpHeaders headers, JsonNode body) {
    return headers.firstValue("retry-after").isPresent()
        || headers.firstValue("x-ratelimit-remaining").filter("0"::equals).isPresent()
        // The one case without a header or code to go by.
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#rate-limit-errors
        || message(body).contains("secondary rate limit");
  }

  private static @Nullable JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
    } catch (IOException noJson) {
      return null;
    }
  }

  private static String message(JsonNode body) {
    return body.path("message").asText("no reason given");
  }

  private static List<String> codes(JsonNode errors, String field) {
    return StreamSupport.stream(errors.spliterator(), false)
        .map(error -> error.path(field).asText(""))
        .filter(code -> !code.isEmpty())
        .toList();
  }

  private static String reason(@Nullable Throwable failure) {
    return failure instanceof HttpTimeoutException
        ? LATE
        : "the connection to GitHub failed"
            + (failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")");
  }
}
