package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The keys of the section {@code merge}. */
final class MergeKeys {
  private static final int MOST_FILES = 3_000;
  private static final int MOST_LINES = 1_000_000;

  static final Map<String, BiFunction<Settings, JsonNode, Settings>> ALL =
      Map.ofEntries(
          key("method", (open, v) -> open.method = Value.word(v, Settings.Method.class)),
          key("allow_no_checks", (open, v) -> open.allowNoChecks = Value.yes(v)),
          key("allow_neutral", (open, v) -> open.allowNeutral = Value.yes(v)),
          key("allow_skipped", (open, v) -> open.allowSkipped = Value.yes(v)),
          key("wip", (open, v) -> open.wip = Value.patterns(v)),
          key("hold_labels", (open, v) -> open.holdLabels = Value.labels(v)),
          key("guarded_paths", (open, v) -> open.guardedPaths = Value.patterns(v)),
          key("max_files", (open, v) -> open.maxFiles = Value.number(v, MOST_FILES)),
          key("max_lines", (open, v) -> open.maxLines = Value.number(v, MOST_LINES)),
          key("delete_branch", (open, v) -> open.deleteBranch = Value.yes(v)));

  private MergeKeys() {}

  private interface Change {
    void make(Open open, JsonNode value);
  }

  private static Map.Entry<String, BiFunction<Settings, JsonNode, Settings>> key(
      String name, Change change) {
    return Map.entry(
        "merge." + name,
        (settings, value) -> {
          Open open = new Open(settings.merge());
          change.make(open, value);
          return settings.with(open.closed());
        });
  }

  /** The section while it is read. */
  private static final class Open {
    private Settings.Method method;
    private boolean allowNoChecks;
    private boolean allowNeutral;
    private boolean allowSkipped;
    private List<String> wip;
    private List<String> holdLabels;
    private List<String> guardedPaths;
    private int maxFiles;
    private int maxLines;
    private boolean deleteBranch;

    Open(Settings.Merge merge) {
      method = merge.method();
      allowNoChecks = merge.allowNoChecks();
      allowNeutral = merge.allowNeutral();
      allowSkipped = merge.allowSkipped();
      wip = merge.wip();
      holdLabels = merge.holdLabels();
      guardedPaths = merge.guardedPaths();
      maxFiles = merge.maxFiles();
      maxLines = merge.maxLines();
      deleteBranch = merge.deleteBranch();
    }

    Settings.Merge closed() {
      return new Settings.Merge(
          method,
          allowNoChecks,
          allowNeutral,
          allowSkipped,
          wip,
          holdLabels,
          guardedPaths,
          maxFiles,
          maxLines,
          deleteBranch);
    }
  }
}
