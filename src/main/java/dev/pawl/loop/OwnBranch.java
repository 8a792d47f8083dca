package dev.pawl.loop;

/** What Pawl calls its own branches. */
final class OwnBranch {
  private static final int SHORT = 10;

  private OwnBranch() {}

  /**
   * @param pull names the pull request, such as {@code own:queue:…}; another name, another branch
   */
  static String of(String pull) {
    String purpose = pull.split(":", 3)[1];
    return "pawl/" + purpose + "-" + Keys.safe(pull).substring(0, SHORT);
  }
}
