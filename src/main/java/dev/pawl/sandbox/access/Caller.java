package dev.pawl.sandbox.access;

import dev.pawl.sandbox.world.AccessToken;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;

/** Who calls the API. */
public sealed interface Caller {
  /** Whose rate limit the call costs. */
  String key();

  /** The App itself, by a JWT that it signed. */
  record App(long id) implements Caller {
    @Override
    public String key() {
      return "app:" + id;
    }
  }

  /** The App in one installation. */
  record Installed(Installation installation, AccessToken token) implements Caller {
    @Override
    public String key() {
      return "installation:" + installation.id;
    }
  }

  /** A person, by a personal token; or the bot of a coding agent, by a token of its own. */
  record Person(Account account) implements Caller {
    @Override
    public String key() {
      return "person:" + account.login;
    }
  }

  /** Nobody in particular. */
  record Nobody() implements Caller {
    @Override
    public String key() {
      return "nobody";
    }
  }
}
