package dev.pawl.merge.guard;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Of what was never read nothing else can be said, and what was left out is not none. */
final class ReadGuard implements Guard {
  private static final String WANTED = "read from GitHub, all of it";

  @Override
  public String name() {
    return "Read";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String name = candidate.name();
    Set<String> unread = candidate.pull().unread();
    if (!unread.isEmpty()) {
      String parts = unread.stream().sorted().collect(Collectors.joining(" and the "));
      return Verdict.await(
          "Waiting for GitHub to tell the "
              + parts
              + " of "
              + name
              + ": its last answer left that out.",
          "not the " + parts,
          WANTED,
          "GitHub tells it; it is asked again by itself.");
    }
    return candidate.pull().readAt() == null
        ? worked(candidate)
            .orElseGet(
                () ->
                    new Verdict.Wait(
                        "Waiting for " + name + " to be read from GitHub.",
                        "never read",
                        WANTED,
                        "It is read.",
                        candidate.at()))
        : Verdict.pass(name + " was read from GitHub.", "read", WANTED);
  }

  /** What is still worked on need not be read; its title is told by events. */
  private static Optional<Verdict> worked(Candidate candidate) {
    return Optional.of(new TitleGuard().judge(candidate)).filter(Verdict.Wait.class::isInstance);
  }
}
