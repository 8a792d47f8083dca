package dev.pawl.merge.guard;

import dev.pawl.merge.guard.Verdict.Remedy;
import dev.pawl.run.PullRequestFacts.ChangedFile;
import dev.pawl.settings.Settings;
import java.util.List;
import java.util.function.Predicate;

/**
 * Each kind of task has files that it may touch, and a planning task has no others: a gap analysis
 * that also changes code would bring code in past every look at code.
 */
final class ScopeGuard implements Guard {
  @Override
  public String name() {
    return "Scope";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    Candidate.Phase phase = candidate.phase();
    if (phase == null || candidate.ownAsPlanned()) {
      return Verdict.pass(
          candidate.name() + " is for no task whose files are limited.", "no task", "any");
    }
    IssueKind kind = phase.kind();
    if (kind == null) {
      return Verdict.block(
          "Needs you: what the task of " + candidate.name() + " may touch is not known.",
          "a task of unknown kind",
          "a known kind",
          "The kind of its issue becomes known.",
          Remedy.PERSON);
    }
    Settings.Planning planning = candidate.planning();
    String pending = planning.queue() + "/pending/";
    return switch (kind) {
      case DEVELOPMENT, REPAIR ->
          Verdict.pass(
              "A " + kind.word() + " task may touch whatever is not guarded.",
              "not limited",
              "any");
      case GAP_ANALYSIS ->
          only(
              candidate,
              kind,
              "one new "
                  + Quoted.of(pending + "dev-*.md")
                  + " or "
                  + Quoted.of(planning.goalReached()),
              file -> isNew(file, pending + "dev-*.md") || writes(file, planning.goalReached()),
              1);
      case REVIEW ->
          only(
              candidate,
              kind,
              "one new file in " + Quoted.of(planning.reviews()),
              file -> isNew(file, planning.reviews() + "/*"),
              1);
      case REVIEW_CONSUMPTION ->
          only(
              candidate,
              kind,
              "new " + Quoted.of(pending + "review-*.md") + " only",
              file -> isNew(file, pending + "review-*.md"),
              Integer.MAX_VALUE);
      case CAPABILITY_UPDATE ->
          only(
              candidate,
              kind,
              Quoted.of(planning.capabilities()) + " only",
              file -> writes(file, planning.capabilities()),
              1);
    };
  }

  private static Verdict only(
      Candidate candidate, IssueKind kind, String wanted, Predicate<ChangedFile> fits, int most) {
    List<ChangedFile> files = candidate.pull().files();
    for (ChangedFile file : files) {
      if (!fits.test(file)) {
        return outside(candidate, kind, wanted, Quoted.of(file.path()));
      }
    }
    if (candidate.pull().fileCount() > most || files.size() > most) {
      return outside(candidate, kind, wanted, candidate.pull().fileCount() + " files");
    }
    if (!candidate.filesComplete()) {
      return candidate.unreadFiles(wanted);
    }
    if (files.isEmpty()) {
      return Verdict.await(
          "Waiting for " + candidate.name() + " to bring " + wanted + ": it changes nothing yet.",
          "nothing",
          wanted,
          "The agent pushes its work.");
    }
    return Verdict.pass(
        candidate.name() + " touches only what a " + kind.word() + " task may.",
        files.size() == 1 ? Quoted.of(files.getFirst().path()) : files.size() + " files",
        wanted);
  }

  private static Verdict outside(Candidate candidate, IssueKind kind, String wanted, String found) {
    return Verdict.block(
        "Waiting for new commits on %s: a %s task may bring %s, and it touches %s."
            .formatted(candidate.name(), kind.word(), wanted, found),
        found,
        wanted,
        "Everything else is taken out of it.",
        Remedy.COMMITS);
  }

  /** Case matters here: another spelling is another file, which the loop would not find. */
  private static boolean isNew(ChangedFile file, String pattern) {
    int star = pattern.indexOf('*');
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    String path = file.path();
    return file.change().equals("added")
        && file.previous() == null
        && path.length() > before.length() + after.length()
        && path.startsWith(before)
        && path.endsWith(after)
        && path.indexOf('/', before.length()) < 0;
  }

  private static boolean writes(ChangedFile file, String path) {
    return file.path().equals(path)
        && file.previous() == null
        && (file.change().equals("added") || file.change().equals("modified"));
  }
}
