package dev.pawl.setup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants the App to be, as the form says it.
 *
 * @param organization whose App it will be; empty: the person's own
 * @param name what people read at GitHub
 * @param address where GitHub reaches this Pawl
 */
record SetupWish(String organization, String name, String address) {
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  // https://docs.github.com/en/apps/creating-github-apps/registering-a-github-app/registering-a-github-app
  private static final int LONGEST_NAME = 34;
  private static final int LONGEST_ADDRESS = 200;

  static SetupWish of(
      @Nullable String organization, @Nullable String name, @Nullable String address) {
    return new SetupWish(stripped(organization), stripped(name), trimmed(stripped(address)));
  }

  /** What is wrong with it, in sentences; empty when nothing is. */
  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (!organization.isEmpty() && !LOGIN.matcher(organization).matches()) {
      mistakes.add("The organisation is its short name, as in github.com/name.");
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      mistakes.add("The App needs a name of at most " + LONGEST_NAME + " characters.");
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      mistakes.add("The App's name has a character in it that cannot be written.");
    }
    mistakes.addAll(ofAddress());
    return mistakes;
  }

  private List<String> ofAddress() {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException malformed) {
      return List.of("The address is written like https://pawl.example.com.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || address.length() > LONGEST_ADDRESS
        || !(scheme.equals("https") || scheme.equals("http"))
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !uri.getRawPath().isEmpty()) {
      return List.of(
          "The address is written like https://pawl.example.com, with nothing after the host.");
    }
    return scheme.equals("https") || onLoopback()
        ? List.of()
        : List.of("The address begins with https: what GitHub sends could be read otherwise.");
  }

  /** Whether GitHub cannot reach it, other than one on this machine. */
  public boolean onLoopback() {
    try {
      String host = new URI(address).getHost();
      return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static String trimmed(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
