import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the cases that are due with the tests that have run and passed: {@code java
 * .ci/CheckCases.java <cases.csv> <folder of reports>...}. Tests of a case begin with its id, as in
 * {@code L3_gapIssueOnce}. The first line of the list after the header names no case but is a
 * comment with the issues that are due.
 */
final class CheckCases {
  private static final Pattern CASE =
      Pattern.compile("<testcase name=\"([LMC]\\d+)_[^\"]*\"[^>]*?(/>|>(.*?)</testcase>)", Pattern.DOTALL);

  public static void main(String... arguments) throws IOException {
    Set<String> due = due(Files.readAllLines(Path.of(arguments[0])));
    Set<String> passed = new TreeSet<>();
    for (int i = 1; i < arguments.length; i++) {
      passed.addAll(passed(Path.of(arguments[i])));
    }
    Set<String> missing = new TreeSet<>(due);
    missing.removeAll(passed);
    if (!missing.isEmpty()) {
      System.err.println("cases that are due and have no passed test: " + String.join(", ", missing));
      System.exit(1);
    }
    System.out.println("all " + due.size() + " cases that are due have passed tests");
  }

  private static Set<String> due(List<String> lines) {
    Set<String> issues =
        Stream.of(lines.getFirst().replaceFirst("^# due issues:", "").strip().split("\\s*,\\s*"))
            .collect(Collectors.toSet());
    return lines.stream()
        .skip(2)
        .map(line -> line.split(",", 3))
        .filter(columns -> issues.contains(columns[1]))
        .map(columns -> columns[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> passed(Path reports) throws IOException {
    Set<String> passed = new TreeSet<>();
    if (!Files.isDirectory(reports)) {
      return passed;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(reports)) {
      all.filter(file -> file.getFileName().toString().endsWith(".xml")).forEach(files::add);
    }
    for (Path file : files) {
      Matcher matcher = CASE.matcher(Files.readString(file));
      while (matcher.find()) {
        String inner = matcher.group(3);
        boolean bad =
            inner != null
                && (inner.contains("<failure") || inner.contains("<error") || inner.contains("<skipped"));
        if (!bad) {
          passed.add(matcher.group(1));
        }
      }
    }
    return passed;
  }
}
