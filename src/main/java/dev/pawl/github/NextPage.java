package dev.pawl.github;

import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on that is paged by a cursor.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api">Pagination</a>
 */
final class NextPage {
  private static final Pattern NEXT =
      Pattern.compile("<[^>]*[?&]cursor=([^&>]+)[^>]*>\\s*;\\s*rel=\"next\"");

  private NextPage() {}

  static Optional<String> cursor(HttpHeaders headers) {
    return headers
        .firstValue("link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(found -> URLDecoder.decode(found.group(1), StandardCharsets.UTF_8));
  }
}
