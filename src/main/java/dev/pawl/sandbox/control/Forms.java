package dev.pawl.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.fault.Mishap;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.page.Trouble;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.world.World;
import java.util.Locale;
import java.util.Map;

/**
 * What people do on the pages. Each form is turned into calls of the control API, and leads back to
 * the page that it stands on, so that the pages need no script.
 */
public final class Forms {
  public static final String PATH = "/_sandbox/forms/";

  private final World world;
  private final Control control;
  private final PlanningFiles planning;
  private final NewWorld newWorld;

  public Forms(World world, Control control) {
    this.world = world;
    this.control = control;
    this.planning = new PlanningFiles(world);
    this.newWorld = new NewWorld(world, control);
  }

  /** Not under the world's lock, since one form may take several calls. */
  public Answer answer(Call call) {
    // Whoever shows another site beside this one should not have its forms sent here.
    if ("cross-site".equals(call.header("sec-fetch-site")))
      return Trouble.page(403, "This form stands on another site.", "/");
    Map<String, String> form = call.form();
    String back = own(form.getOrDefault("back", "/"));
    try {
      String to = done(call, call.path().substring(PATH.length()), form);
      return Answer.empty(303).header("Location", to.isEmpty() ? back : to);
    } catch (ApiError refused) {
      return Trouble.page(refused.status(), String.valueOf(refused.getMessage()), back);
    }
  }

  /** Does it; answers where the page should lead to, empty for back. */
  private String done(Call call, String what, Map<String, String> form) {
    switch (what) {
      case "mood" -> mood(call, form);
      case "pace" -> send(call, "PUT", "/_sandbox/agents", of(form, "pace"));
      case "fault" -> fault(call, form);
      case "end-fault" -> {
        String id = form.getOrDefault("id", "");
        send(call, "DELETE", "/_sandbox/faults" + (id.isEmpty() ? "" : "/" + id), Json.object());
      }
      case "clock" -> {
        ObjectNode clock = Json.object();
        if (form.containsKey("advance")) clock.put("advance", form.get("advance"));
        if (form.containsKey("speed")) clock.put("speed", speed(form));
        send(call, "POST", "/_sandbox/clock", clock);
      }
      case "issue" -> {
        ObjectNode made =
            send(call, "POST", path(form) + "/issues", of(form, "by", "title", "body"));
        return "/" + form.get("repository") + "/issues/" + made.path("number").asInt();
      }
      case "comment" ->
          send(
              call,
              "POST",
              path(form) + "/issues/" + number(form) + "/comments",
              of(form, "by", "body"));
      case "issue-state" ->
          send(call, "PATCH", path(form) + "/issues/" + number(form), of(form, "by", "state"));
      case "pull-state" ->
          send(call, "PATCH", path(form) + "/pulls/" + number(form), of(form, "by", "state"));
      case "approve" ->
          send(
              call,
              "POST",
              path(form) + "/pulls/" + number(form) + "/approve-workflows",
              Json.object());
      case "merge" -> {
        String pull = path(form) + "/pulls/" + number(form);
        send(call, "PATCH", pull, of(form, "by").put("draft", false));
        send(call, "POST", pull + "/merge", of(form, "by").put("method", "squash"));
      }
      case "goal" ->
          commit(call, form, planning.goal(wanted(form, "repository"), wanted(form, "text")));
      case "task" ->
          commit(call, form, planning.task(wanted(form, "title"), form.getOrDefault("text", "")));
      case "install" -> {
        ObjectNode made = send(call, "POST", "/_sandbox/installations", of(form, "account"));
        String setup = world.app().setupUrl();
        // https://docs.github.com/en/apps/creating-github-apps/registering-a-github-app/about-the-setup-url
        if (setup != null)
          return setup + "?installation_id=" + made.path("id").asLong() + "&setup_action=install";
      }
      case "reset" -> newWorld.begin(call);
      default -> throw ApiError.of(404, "There is no form of this name.");
    }
    return "";
  }

  private void mood(Call call, Map<String, String> form) {
    ObjectNode mood = of(form, "mood").put("enabled", !"off".equals(form.get("mood")));
    String times = form.getOrDefault("times", "");
    if (!times.isEmpty()) mood.put("times", whole(times));
    send(call, "PUT", path(form) + "/agents/" + wanted(form, "agent"), mood);
  }

  private void fault(Call call, Map<String, String> form) {
    Mishap mishap = Mishap.named(form.get("mishap"));
    Mishap.Aim aim = Mishap.Aim.named(form.get("aim"));
    if (mishap == null || aim == null || mishap.ofCalls() != aim.ofCalls())
      throw ApiError.of(422, "There is no such fault.");
    ObjectNode fault = mishap.at(aim);
    String often = wanted(form, "often");
    if (often.endsWith("%")) fault.put("percent", whole(often.substring(0, often.length() - 1)));
    else fault.put("times", whole(often));
    send(call, "POST", "/_sandbox/faults", fault);
  }

  private void commit(Call call, Map<String, String> form, PlanningFiles.Change change) {
    ObjectNode commit = of(form, "by").put("message", change.message());
    commit.set("files", Json.object(change.path(), change.text()));
    send(call, "POST", path(form) + "/commits", commit);
  }

  /** Below, the clock would stand still; far above, nothing could be watched. */
  private static double speed(Map<String, String> form) {
    try {
      double speed = Double.parseDouble(wanted(form, "speed"));
      if (speed >= 1 && speed <= 100) return speed;
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw ApiError.of(422, "A clock runs from 1 to 100 times as fast.");
  }

  private static int whole(String text) {
    if (!text.matches("\\d{1,5}")) throw ApiError.of(422, text + " is no number.");
    return Integer.parseInt(text);
  }

  private static int number(Map<String, String> form) {
    return whole(wanted(form, "number"));
  }

  private static String path(Map<String, String> form) {
    String repository = wanted(form, "repository");
    if (!repository.matches("(?!\\.+/)[\\w.-]+/(?!\\.+$)[\\w.-]+"))
      throw ApiError.of(422, "There is no such repository.");
    return "/_sandbox/repositories/" + repository;
  }

  private static String wanted(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "").strip();
    if (value.isEmpty()) throw ApiError.of(422, "Say the " + field + ", too.");
    return value;
  }

  private static ObjectNode of(Map<String, String> form, String... fields) {
    ObjectNode body = Json.object();
    for (String field : fields) if (form.containsKey(field)) body.put(field, form.get(field));
    return body;
  }

  /**
   * @throws ApiError when the control API refuses
   */
  private ObjectNode send(Call call, String method, String path, ObjectNode body) {
    return Desk.send(control, call, method, path, body);
  }

  /** Only ever to a page of the sandbox's own. */
  private static String own(String back) {
    return back.matches("/(?!/)[\\w./#?=%-]*") ? back : "/";
  }

  /** The name of a short file for a title. */
  static String slug(String title) {
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = slug.replaceAll("^-|-$", "");
    return trimmed.isEmpty() ? "task" : trimmed.substring(0, Math.min(50, trimmed.length()));
  }
}
