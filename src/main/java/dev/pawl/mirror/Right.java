package dev.pawl.mirror;

import com.fasterxml.jackson.databind.JsonNode;

/** What somebody may do in a repository; each may all that stands before it. */
public enum Right {
  NONE,
  READ,
  TRIAGE,
  WRITE,
  MAINTAIN,
  ADMIN;

  public boolean covers(Right wanted) {
    return compareTo(wanted) >= 0;
  }

  /**
   * By what GitHub answers. A role that an organisation made up has a name of its own, so what it
   * may counts, and not what it is called.
   *
   * @see <a
   *     href="https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user">Get
   *     repository permissions for a user</a>
   */
  static Right of(JsonNode answer) {
    JsonNode may = answer.path("user").path("permissions");
    if (may.isObject()) {
      return may.path("admin").asBoolean()
          ? ADMIN
          : may.path("maintain").asBoolean()
              ? MAINTAIN
              : may.path("push").asBoolean()
                  ? WRITE
                  : may.path("triage").asBoolean()
                      ? TRIAGE
                      : may.path("pull").asBoolean() ? READ : NONE;
    }
    return switch (answer.path("permission").asText("")) {
      case "admin" -> ADMIN;
      case "write" -> WRITE;
      case "read" -> READ;
      default -> NONE;
    };
  }
}
