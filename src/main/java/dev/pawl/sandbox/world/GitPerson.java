package dev.pawl.sandbox.world;

import java.time.Instant;

/** Author or committer of a commit. */
public record GitPerson(String name, String email, Instant at) {
  /** The no-reply address that GitHub gives an account. */
  public static GitPerson of(Account account, Instant at) {
    return new GitPerson(
        account.login, account.id + "+" + account.login + "@users.noreply.github.com", at);
  }
}
