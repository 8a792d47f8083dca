import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Compares the cases that are due with the tests that have run and passed: {@code java
 * .ci/CheckCases.java <cases.csv> <folder of reports>...}. Tests of a case begin with its id, as in
 * {@code L3_gapIssueOnce}; a case has passed when all of them have. The list's first line names the
 * issues that are due.
 */
final class CheckCases {
  private static final Pattern CASE = Pattern.compile("([LMCI]\\d+)_");

  public static void main(String... arguments) throws Exception {
    Set<String> due = due(Files.readAllLines(Path.of(arguments[0])));
    Map<String, Boolean> run = new TreeMap<>();
    for (int i = 1; i < arguments.length; i++) {
      run(Path.of(arguments[i])).forEach((id, passed) -> run.merge(id, passed, Boolean::logicalAnd));
    }
    Set<String> missing = new TreeSet<>(due);
    missing.removeIf(id -> run.getOrDefault(id, false));
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

  /** The cases in a folder's reports, each with whether all of its tests have passed. */
  private static Map<String, Boolean> run(Path reports) throws Exception {
    Map<String, Boolean> run = new TreeMap<>();
    if (!Files.isDirectory(reports)) {
      return run;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(reports)) {
      all.filter(file -> file.getFileName().toString().endsWith(".xml")).forEach(files::add);
    }
    // Parsed, since what a test prints stands in the report and may look like one.
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Path file : files) {
      NodeList tests = parser.parse(file.toFile()).getElementsByTagName("testcase");
      for (int i = 0; i < tests.getLength(); i++) {
        Element test = (Element) tests.item(i);
        Matcher name = CASE.matcher(test.getAttribute("name"));
        if (name.lookingAt()) {
          run.merge(name.group(1), passed(test), Boolean::logicalAnd);
        }
      }
    }
    return run;
  }

  private static boolean passed(Element test) {
    return Stream.of("failure", "error", "skipped")
        .allMatch(outcome -> test.getElementsByTagName(outcome).getLength() == 0);
  }
}
