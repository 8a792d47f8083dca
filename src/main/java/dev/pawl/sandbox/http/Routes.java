package dev.pawl.sandbox.http;

import dev.pawl.sandbox.access.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Methods and path templates, each with what it needs and what answers it. */
public final class Routes {
  /** Answers a call. */
  public interface Endpoint {
    Answer answer(Call call);
  }

  /** One endpoint, found. */
  public record Route(
      String method, Pattern pattern, List<String> names, Need need, Endpoint endpoint) {}

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(\\*?)}");
  private final List<Route> routes = new ArrayList<>();

  /** {@code {name}} stands for one segment, {@code {name*}} for all that follow. */
  public Routes add(String method, String template, Need need, Endpoint endpoint) {
    List<String> names = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    int from = 0;
    while (place.find()) {
      pattern.append(Pattern.quote(template.substring(from, place.start())));
      pattern.append(place.group(2).isEmpty() ? "([^/]+)" : "(.*)");
      names.add(place.group(1));
      from = place.end();
    }
    pattern.append(Pattern.quote(template.substring(from)));
    routes.add(
        new Route(method, Pattern.compile(pattern.toString()), List.copyOf(names), need, endpoint));
    return this;
  }

  /** The first route that fits; the call then knows its parameters. */
  public @Nullable Route find(Call call) {
    String path = call.path();
    for (Route route : routes) {
      if (!route.method.equals(call.method())) continue;
      Matcher matcher = route.pattern.matcher(path);
      if (!matcher.matches()) continue;
      Map<String, String> params = new HashMap<>();
      for (int i = 0; i < route.names.size(); i++)
        params.put(route.names.get(i), Call.decode(matcher.group(i + 1).replace("+", "%2B")));
      call.params(params);
      return route;
    }
    return null;
  }
}
