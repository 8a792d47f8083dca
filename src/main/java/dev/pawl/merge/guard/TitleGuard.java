package dev.pawl.merge.guard;

import dev.pawl.settings.Wildcard;

/** A title that calls it work in progress is taken at its word. */
final class TitleGuard implements Guard {
  private static final String WANTED = "no title of work in progress";

  @Override
  public String name() {
    return "Title";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    String title = candidate.pull().title();
    return candidate.settings().wip().stream()
        .filter(pattern -> Wildcard.text(pattern, title))
        .findFirst()
        .map(
            pattern ->
                Verdict.await(
                    "Waiting for "
                        + candidate.name()
                        + " to be finished: its title "
                        + Quoted.of(title)
                        + " says that it is work in progress.",
                    Quoted.of(title),
                    WANTED,
                    "The title no longer fits " + Quoted.of(pattern) + "."))
        .orElseGet(
            () ->
                Verdict.pass(
                    "The title of " + candidate.name() + " is that of finished work.",
                    Quoted.of(title),
                    WANTED));
  }
}
