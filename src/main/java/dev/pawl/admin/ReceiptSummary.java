package dev.pawl.admin;

import dev.pawl.run.Receipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A receipt as Markdown, to be put into an issue or a report. */
final class ReceiptSummary {
  private ReceiptSummary() {}

  static String markdown(ReceiptView.Whole whole) {
    StringBuilder text = new StringBuilder(2048);
    text.append("# Receipt of #").append(whole.pullRequest());
    text.append(" in ").append(cell(whole.owner() + "/" + whole.name())).append("\n\n");
    Receipt receipt = whole.receipt();
    if (receipt == null) {
      text.append("What it said was dropped after its time.\n");
    } else {
      receipt(text, receipt);
    }
    text.append("\n## Watch\n\n").append(whole.watch().state());
    text.append(": ").append(cell(whole.watch().why())).append("\n");
    if (!whole.watch().change().isEmpty()) {
      text.append("\nWhat would change this: ").append(cell(whole.watch().change())).append("\n");
    }
    text.append("\nRecorded ").append(time(whole.recorded())).append(", ");
    text.append(whole.bytes()).append(" bytes, SHA-256 `").append(whole.hash()).append("`.\n");
    return text.toString();
  }

  private static void receipt(StringBuilder text, Receipt receipt) {
    text.append(cell(receipt.title())).append("\n\n");
    line(text, "merged by", receipt.by().isEmpty() ? "somebody" : receipt.by());
    line(text, "head", receipt.head());
    line(text, "base", receipt.base());
    Receipt.Landed landed = receipt.landed();
    if (landed != null) {
      line(text, "landed as", landed.commit());
      line(text, "put upon", landed.on());
      line(text, "content", landed.why());
    }
    Receipt.Judged judged = receipt.judged();
    if (judged != null) {
      line(text, "judged", time(judged.at()) + ", decision " + judged.decision());
      line(text, "method", judged.method());
      line(
          text,
          "policies",
          "loop %s, merges %s, view %s"
              .formatted(judged.loopPolicy(), judged.mergePolicy(), judged.view()));
    }
    line(text, "settings", receipt.settings().isEmpty() ? "the defaults" : receipt.settings());
    line(text, "approvals", Integer.toString(receipt.approvals()));
    Receipt.Task task = receipt.task();
    if (task != null) {
      line(text, "task", task.kind() + ": " + task.title());
      line(text, "agent", task.agent() + ", attempt " + task.attempts());
    }
    if (!receipt.remark().isEmpty()) {
      text.append("\n").append(cell(receipt.remark())).append("\n");
    }
    text.append("\n| check | conclusion |\n|---|---|\n");
    receipt
        .checks()
        .forEach(
            check ->
                text.append("| ")
                    .append(cell(check.name()))
                    .append(" | ")
                    .append(cell(check.conclusion()))
                    .append(" |\n"));
    if (judged != null) {
      text.append("\n| guard | verdict | found | wanted |\n|---|---|---|---|\n");
      judged
          .guards()
          .forEach(
              guard ->
                  text.append("| ")
                      .append(cell(guard.guard()))
                      .append(" | ")
                      .append(guard.verdict())
                      .append(" | ")
                      .append(cell(guard.found()))
                      .append(" | ")
                      .append(cell(guard.wanted()))
                      .append(" |\n"));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(cell(value)).append("\n");
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "at an unknown time" : at.toString();
  }

  /** What people wrote makes neither cells nor tags of its own. */
  private static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ")
        .replaceAll("([\\\\|<>\\[\\]*_#])", "\\\\$1");
  }
}
