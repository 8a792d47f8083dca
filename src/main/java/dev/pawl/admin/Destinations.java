package dev.pawl.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Where links of a repository's document lead: to the web, to a mail, or to the repository's own
 * files on GitHub. Nowhere else, so neither to a script nor to a page of Pawl's.
 *
 * @param root the repository's files on GitHub, with a slash at the end
 * @param document the document itself on GitHub
 */
record Destinations(URI root, URI document) implements UrlSanitizer {
  private static final UrlSanitizer ALLOWED =
      new DefaultUrlSanitizer(List.of("http", "https", "mailto"));

  static Destinations of(FileLinks links, String path) {
    return new Destinations(URI.create(links.show("")), URI.create(links.show(path)));
  }

  /** Empty where it may not be followed. */
  @Override
  public String sanitizeLinkUrl(String url) {
    String allowed = ALLOWED.sanitizeLinkUrl(url);
    if (allowed.isEmpty()) {
      return "";
    }
    try {
      URI uri = new URI(allowed);
      if (uri.isAbsolute()) {
        return allowed;
      }
      if (uri.getRawAuthority() == null && allowed.startsWith("/")) {
        return root.resolve("./" + allowed.replaceFirst("^/+", "")).toString();
      }
      return allowed.startsWith("#") ? document + uri.toString() : document.resolve(uri).toString();
    } catch (URISyntaxException | IllegalArgumentException unknown) {
      return "";
    }
  }

  @Override
  public String sanitizeImageUrl(String url) {
    return sanitizeLinkUrl(url);
  }
}
