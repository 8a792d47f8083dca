package dev.pawl.github;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where GitHub's interfaces are. github.com has hosts of their own for them, GitHub Enterprise
 * Server has paths.
 *
 * @see <a
 *     href="https://docs.github.com/en/enterprise-server@latest/rest/using-the-rest-api/getting-started-with-the-rest-api">REST
 *     on Enterprise Server</a>
 */
@ApplicationScoped
public class GitHubAddresses {
  private final String web;
  private final String rest;
  private final String graphql;

  GitHubAddresses(GitHubConfiguration configuration) {
    this.web = trim(configuration.url());
    boolean isPublic = web.equals("https://github.com");
    this.rest =
        trim(configuration.apiUrl().orElse(isPublic ? "https://api.github.com" : web + "/api/v3"));
    this.graphql =
        trim(
            configuration
                .graphqlUrl()
                .orElse(isPublic ? "https://api.github.com/graphql" : web + "/api/graphql"));
  }

  /** What people open in a browser, without a trailing slash. */
  public String web() {
    return web;
  }

  String rest() {
    return rest;
  }

  String graphql() {
    return graphql;
  }

  private static String trim(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
