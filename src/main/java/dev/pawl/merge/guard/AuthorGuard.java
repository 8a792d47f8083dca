package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts;
import java.util.List;

/**
 * Whose work may be merged: Pawl's own, exactly as its effect made it; that of the phase's agent;
 * that of a person who may write. A stranger's fork never, whatever it mentions.
 */
final class AuthorGuard implements Guard {
  private static final String WANTED = "Pawl, the task's agent, or a person who may write";

  @Override
  public String name() {
    return "Author";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    PullRequestFacts.Author author = candidate.pull().author();
    String login = Quoted.of(author.login());
    if (author.ownApp()) {
      return candidate.ownAsPlanned()
          ? Verdict.pass(candidate.name() + " is Pawl's own, as planned.", "Pawl", WANTED)
          : Verdict.block(
              "Needs you: " + candidate.name() + " is Pawl's, but is not what Pawl put into it.",
              "Pawl, changed by somebody",
              WANTED,
              "A person looks at what was added, and merges or closes it.",
              Remedy.PERSON);
    }
    // Settings may name anybody's account; a person whom they name gains no right by that.
    if (candidate.byAgent() && author.bot() && !candidate.pull().head().fork()) {
      return Verdict.pass(
          candidate.name() + " is by the task's agent, " + login + ".", login, WANTED);
    }
    if (author.id() <= 0) {
      return stranger(candidate, "an account that is gone");
    }
    if (author.bot()) {
      return stranger(candidate, "another bot, " + login);
    }
    if (author.access() == PullRequestFacts.Access.UNKNOWN) {
      return Verdict.await(
          "Waiting for GitHub to say what " + login + " may do, for " + candidate.name() + ".",
          login + ", rights unknown",
          WANTED,
          "The rights of " + login + " are read.");
    }
    if (!author.access().mayWrite()) {
      return stranger(
          candidate,
          login + (candidate.pull().head().fork() ? ", from a fork" : "") + ", who may not write");
    }
    List<String> only = candidate.demands().authors();
    if (!only.isEmpty() && only.stream().noneMatch(author.login()::equalsIgnoreCase)) {
      return Verdict.block(
          "Needs you: "
              + candidate.name()
              + " is by "
              + login
              + ", whom the settings do not name among those whose work is merged.",
          login + ", not named by the settings",
          WANTED,
          "A person merges it, or `guards.authors` names " + login + ".",
          Remedy.PERSON);
    }
    return Verdict.pass(candidate.name() + " is by " + login + ", who may write.", login, WANTED);
  }

  private static Verdict stranger(Candidate candidate, String found) {
    return Verdict.block(
        "Needs you: " + candidate.name() + " is by " + found + "; Pawl does not merge it.",
        found,
        WANTED,
        "A person merges it, or its author is given the right to write.",
        Remedy.PERSON);
  }
}
