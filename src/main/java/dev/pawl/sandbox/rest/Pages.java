package dev.pawl.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.shape.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lists in pages;
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api.
 */
final class Pages {
  private Pages() {}

  static <T> Answer of(Call call, List<T> all, Function<T, ? extends JsonNode> shape) {
    List<T> page = page(call, all);
    return linked(call, all.size(), Answer.ok(Json.array(page.stream().map(shape))));
  }

  /** Lists inside an object with a count. */
  static <T> Answer counted(
      Call call, String field, List<T> all, Function<T, ? extends JsonNode> shape) {
    return linked(
        call,
        all.size(),
        Answer.ok(
            Json.object(
                "total_count",
                all.size(),
                field,
                Json.array(page(call, all).stream().map(shape)))));
  }

  static <T> List<T> page(Call call, List<T> all) {
    int from = Math.min(all.size(), (number(call) - 1) * size(call));
    return all.subList(from, Math.min(all.size(), from + size(call)));
  }

  private static int size(Call call) {
    return Math.clamp(call.queryInt("per_page", 30), 1, 100);
  }

  private static int number(Call call) {
    return Math.max(1, call.queryInt("page", 1));
  }

  private static Answer linked(Call call, int total, Answer answer) {
    int last = Math.max(1, (total + size(call) - 1) / size(call));
    int page = number(call);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, page - 1, "prev"));
      links.add(link(call, 1, "first"));
    }
    if (page < last) {
      links.add(link(call, page + 1, "next"));
      links.add(link(call, last, "last"));
    }
    return links.isEmpty() ? answer : answer.header("Link", String.join(", ", links));
  }

  private static String link(Call call, int page, String relation) {
    StringBuilder query = new StringBuilder();
    for (String pair : call.rawQuery().split("&", -1))
      if (!pair.isEmpty() && !pair.startsWith("page=")) query.append(pair).append('&');
    query.append("page=").append(URLEncoder.encode(String.valueOf(page), StandardCharsets.UTF_8));
    return "<" + call.base() + call.path() + "?" + query + ">; rel=\"" + relation + "\"";
  }
}
