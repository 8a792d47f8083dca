package dev.pawl.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where GitHub's own pages show a file of a repository, and let people write one.
 *
 * @param repository the repository's page, without a slash at its end
 * @param branch as it stands in an address
 */
record FileLinks(String repository, String branch) {
  /**
   * @param github where GitHub's own pages are
   * @param branch empty: it is not known, and GitHub takes the default branch
   */
  static FileLinks of(String github, String owner, String name, String branch) {
    return new FileLinks(
        github + "/" + part(owner) + "/" + part(name), branch.isEmpty() ? "HEAD" : path(branch));
  }

  /** Where the file is shown. */
  String show(String path) {
    return repository + "/blob/" + branch + "/" + path(path);
  }

  /** Where a commit is shown. */
  String commit(String sha) {
    return repository + "/commit/" + part(sha);
  }

  /** Where people change the file. */
  String edit(String path) {
    return repository + "/edit/" + branch + "/" + path(path);
  }

  /** Where people write a new file of this path. */
  String write(String path) {
    return repository + "/new/" + branch + "?filename=" + path(path);
  }

  /** Each part by itself, so that the slashes stay. */
  private static String path(String path) {
    return Arrays.stream(path.split("/", -1)).map(FileLinks::part).collect(Collectors.joining("/"));
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
