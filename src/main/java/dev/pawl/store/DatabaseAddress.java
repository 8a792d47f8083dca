package dev.pawl.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is: {@code postgresql://user:password@host:port/database}, one address for the
 * reactive and the JDBC side.
 */
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    @Nullable String options) {

  /**
   * @throws IllegalArgumentException when the text is not such an address; the message never
   *     repeats the password
   */
  public static DatabaseAddress parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException wrong) {
      throw wrong();
    }
    String scheme = uri.getScheme();
    String account = uri.getRawUserInfo();
    String path = uri.getRawPath();
    if (scheme == null
        || !(scheme.equals("postgresql") || scheme.equals("postgres"))
        || uri.getHost() == null
        || account == null
        || path == null
        || path.length() < 2) {
      throw wrong();
    }
    String[] names = account.split(":", 2);
    return new DatabaseAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decode(path.substring(1)),
        decode(names[0]),
        names.length < 2 ? "" : decode(names[1]),
        uri.getRawQuery());
  }

  /** What Quarkus wants to know of it. */
  public Map<String, String> properties() {
    String place = host + ":" + port + "/" + database + (options == null ? "" : "?" + options);
    return Map.of(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://" + place,
        "quarkus.datasource.reactive.url",
        "postgresql://" + place,
        "quarkus.datasource.username",
        user,
        "quarkus.datasource.password",
        password);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "PAWL_DATABASE_URL must look like postgresql://user:password@host:port/database");
  }

  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
