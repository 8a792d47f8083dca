package dev.pawl.sandbox.world;

/**
 * Who does something.
 *
 * @param byApp true when the App's own token did it; such issues and comments name the App in
 *     {@code performed_via_github_app}
 */
public record Actor(Account account, boolean byApp) {
  public static Actor person(Account account) {
    return new Actor(account, false);
  }
}
