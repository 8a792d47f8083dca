package dev.pawl.mirror;

import dev.pawl.github.GitHubAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where GitHub's own pages show a file as it was in one commit. */
@ApplicationScoped
public class FileAddress {
  private final GitHubAddresses addresses;

  FileAddress(GitHubAddresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Fit to stand in Markdown, whatever the file is called.
   *
   * @param commit its name, or a branch
   */
  public String of(String owner, String name, String commit, String path) {
    return addresses.web()
        + "/"
        + part(owner)
        + "/"
        + part(name)
        + "/blob/"
        + path(commit)
        + "/"
        + path(path);
  }

  /** Each part by itself, so that the slashes stay. */
  private static String path(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(FileAddress::part)
        .collect(Collectors.joining("/"));
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("_", "%5F");
  }
}
