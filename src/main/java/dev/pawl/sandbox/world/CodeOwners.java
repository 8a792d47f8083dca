package dev.pawl.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Who owns which files, as the base branch says. Of each file the last line that fits counts; teams
 * and addresses are passed over (ours). Source:
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners.
 */
final class CodeOwners {
  /** The first that is there counts. */
  private static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

  private record Line(FastIgnoreRule pattern, List<String> logins) {}

  private final List<Line> lines;

  private CodeOwners(List<Line> lines) {
    this.lines = lines;
  }

  static CodeOwners of(GitRepository git, String commit) {
    for (String place : PLACES) {
      GitEntry entry = git.at(commit, place);
      if (entry != null && entry.type().equals("blob"))
        return of(new String(git.blob(entry.sha()), StandardCharsets.UTF_8));
    }
    return new CodeOwners(List.of());
  }

  private static CodeOwners of(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+");
      if (words[0].isEmpty()) continue;
      List<String> logins =
          Arrays.stream(words)
              .skip(1)
              .filter(word -> word.startsWith("@") && !word.contains("/"))
              .map(word -> word.substring(1))
              .toList();
      lines.add(new Line(new FastIgnoreRule(words[0]), logins));
    }
    return new CodeOwners(lines);
  }

  /** The logins of the owners of those files that have any. */
  Map<String, List<String>> of(List<FileDiff> files) {
    Map<String, List<String>> owners = new LinkedHashMap<>();
    for (FileDiff file : files) {
      List<String> logins = List.of();
      for (Line line : lines)
        if (line.pattern().isMatch(file.path(), false)) logins = line.logins();
      if (!logins.isEmpty()) owners.put(file.path(), logins);
    }
    return owners;
  }
}
