package dev.pawl.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A run's summary as Markdown, to be put into an issue or a report. */
final class RunSummary {
  private RunSummary() {}

  /**
   * @param github where GitHub's own pages are
   */
  static String markdown(RunView.Whole run, String github) {
    String repository = run.owner() + "/" + run.name();
    StringBuilder text = new StringBuilder(1024);
    text.append("# Run ").append(run.id()).append(" of ").append(escaped(repository));
    text.append("\n\n").append("State: ").append(run.state());
    text.append(", begun ")
        .append(time(run.opened()))
        .append(" by ")
        .append(escaped(run.openedBy()));
    text.append(run.ended() == null ? "" : ", ended " + time(run.ended())).append(".\n");
    run.archives().stream()
        .findFirst()
        .ifPresent(
            archive ->
                text.append("Archive: ")
                    .append(held(Words.size(archive), archive.hash(), archive.dropped()))
                    .append(".\n"));
    if (run.phases().isEmpty()) {
      text.append("\nIt has no phase.\n");
    }
    for (RunView.PhaseLine phase : run.phases()) {
      phase(text, run, phase, github + "/" + repository + "/issues/");
    }
    return text.toString();
  }

  private static void phase(
      StringBuilder text, RunView.Whole run, RunView.PhaseLine phase, String issues) {
    text.append("\n## ").append(escaped(phase.title())).append("\n\n");
    text.append("- ").append(phase.kind()).append(", ").append(phase.state());
    text.append(", since ").append(time(phase.changed())).append('\n');
    if (!phase.critical()) {
      text.append("- not critical: when its last attempt fails, the run goes on without it\n");
    }
    if (!phase.reason().isEmpty()) {
      text.append("- why: ").append(escaped(phase.reason())).append('\n');
    }
    if (phase.issue() != null) {
      text.append("- issue ").append(link(phase.issue(), issues)).append('\n');
    }
    if (phase.pullRequest() != null) {
      text.append("- pull request ").append(link(phase.pullRequest(), issues)).append('\n');
    }
    if (!phase.needs().isEmpty()) {
      text.append("- waits for ").append(escaped(phase.needs())).append('\n');
    }
    run.attempts().stream()
        .filter(attempt -> attempt.phase() == phase.id())
        .forEach(attempt -> attempt(text, attempt));
    run.findings().stream()
        .filter(finding -> finding.phase() == phase.id())
        .forEach(
            finding ->
                text.append("- ")
                    .append(finding.guard())
                    .append(": ")
                    .append(escaped(finding.text()))
                    .append(" Found ")
                    .append(time(finding.found()))
                    .append(
                        finding.resolved() == null
                            ? ", still so.\n"
                            : ", resolved " + time(finding.resolved()) + ".\n"));
    run.products().stream()
        .filter(product -> product.phase() == phase.id())
        .forEach(
            product ->
                text.append("- ")
                    .append(product.kind())
                    .append(' ')
                    .append(escaped(product.link()))
                    .append(", ")
                    .append(held(Words.size(product), product.hash(), product.dropped()))
                    .append('\n'));
  }

  /**
   * @param size empty where there is no text
   */
  private static String held(String size, String hash, boolean dropped) {
    return (size.isEmpty() ? "" : size + ", ")
        + "SHA-256 `"
        + hash
        + "`"
        + (dropped ? ", its text was dropped after its time" : "");
  }

  private static void attempt(StringBuilder text, RunView.Attempt attempt) {
    text.append("- attempt ").append(attempt.number());
    text.append(" by ").append(attempt.agent().isEmpty() ? "nobody yet" : escaped(attempt.agent()));
    text.append(": ").append(attempt.outcome().isEmpty() ? attempt.state() : attempt.outcome());
    if (!attempt.signal().isEmpty()) {
      text.append(" – ").append(escaped(attempt.signal()));
    }
    text.append('\n');
  }

  private static String link(int number, String issues) {
    return "[#" + number + "](" + issues + number + ")";
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "at an unknown time" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** So that nothing in a text is taken for Markdown, HTML or a mention. */
  private static String escaped(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_{}\\[\\]()#+!|~>])", "\\\\$1")
        .replace("@", "&#64;");
  }
}
