package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts;

/** Not more than a person could look through, and not nothing. */
final class SizeGuard implements Guard {
  @Override
  public String name() {
    return "Size";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    PullRequestFacts pull = candidate.pull();
    int mostFiles = candidate.settings().maxFiles();
    int mostLines = candidate.settings().maxLines();
    String wanted = "1 to %s files, at most %s lines".formatted(mostFiles, mostLines);
    if (pull.fileCount() > mostFiles) {
      return tooMuch(candidate, "%s files".formatted(pull.fileCount()), wanted, "max_files");
    }
    long lines =
        pull.files().stream()
            .mapToLong(file -> Math.max(0L, file.additions()) + Math.max(0L, file.deletions()))
            .sum();
    if (lines > mostLines) {
      return tooMuch(candidate, "%s lines".formatted(lines), wanted, "max_lines");
    }
    if (!candidate.filesComplete()) {
      return candidate.unreadFiles(wanted);
    }
    String found = "%s files, %s lines".formatted(pull.fileCount(), lines);
    if (pull.fileCount() == 0) {
      return Verdict.await(
          "Waiting for " + candidate.name() + " to change anything.",
          found,
          wanted,
          "Commits with changes are pushed.");
    }
    return Verdict.pass(candidate.name() + " is of a bearable size.", found, wanted);
  }

  private static Verdict tooMuch(Candidate candidate, String found, String wanted, String setting) {
    return Verdict.block(
        "Needs you: " + candidate.name() + " changes " + found + ", more than Pawl may merge.",
        found,
        wanted,
        "It becomes smaller, a person merges it, or `merge." + setting + "` is raised.",
        Remedy.PERSON);
  }
}
