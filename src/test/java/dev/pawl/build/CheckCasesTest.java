package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No case that is due goes missing unseen: not run, skipped and failed are all not passed. */
class CheckCasesTest {
  private static final String LIST =
      """
      # due issues: 2, 4
      id,issue,name
      L1,2,"first"
      L12,2,"twelfth, with a comma"
      M3,4,"third"
      C7,5,"later"
      """;

  @TempDir Path folder;
  private Path cases;
  private Path fast;
  private Path slow;

  @BeforeEach
  void list() throws IOException {
    cases = Files.writeString(folder.resolve("cases.csv"), LIST);
    fast = Files.createDirectory(folder.resolve("fast"));
    slow = folder.resolve("slow");
  }

  private record Run(int exit, String output) {}

  @Test
  void allThatAreDueHavePassed() throws Exception {
    report(fast, "StoryTest", passed("L1_first"), passed("L12_twelfth"), passed("helps"));
    Files.createDirectory(slow);
    report(slow, "SystemTest", passed("M3_third()[1]"));

    Run run = check(fast, slow);

    assertThat(run.output()).contains("all 3 cases that are due have passed tests");
    assertThat(run.exit()).isZero();
  }

  @Test
  void notRun() throws Exception {
    report(fast, "StoryTest", passed("L1_first"), passed("M3_third"));

    assertMissing(check(fast), "L12");
  }

  /** The id ends where the underscore stands, and a name that only holds it is no test of it. */
  @Test
  void aSimilarNameIsNotTheCase() throws Exception {
    report(
        fast,
        "StoryTest",
        passed("L123_other"),
        passed("L12first"),
        passed("notL12_first"),
        passed("L1_first"),
        passed("M3_third"));

    assertMissing(check(fast), "L12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<failure message=\"no\" type=\"java.lang.AssertionError\"><![CDATA[at L12]]></failure>",
        "<error type=\"java.lang.IllegalStateException\"/>",
        "<skipped message=\"not today\"/>",
        "<skipped/>"
      })
  void runButNotPassed(String outcome) throws Exception {
    report(
        fast,
        "StoryTest",
        passed("L1_first"),
        test("L12_twelfth", outcome + "<system-out>ok</system-out>"),
        passed("M3_third"));

    assertMissing(check(fast), "L12");
  }

  @Test
  void oneFailureOfACaseIsEnough() throws Exception {
    Files.createDirectory(slow);
    report(fast, "StoryTest", passed("L1_first"), passed("L12_twelfth"), passed("M3_third"));
    report(slow, "SystemTest", test("L12_onTwoReplicas", "<failure/>"), passed("L12_again"));

    assertMissing(check(fast, slow), "L12");
    assertMissing(check(slow, fast), "L12");
  }

  @Test
  void whatATestPrintsIsNotItsOutcome() throws Exception {
    String printed =
        "<system-out><![CDATA[<failure/> </testcase> <testcase name=\"M3_third\"/>]]></system-out>";
    report(fast, "StoryTest", passed("L1_first"), test("L12_twelfth", printed));

    assertMissing(check(fast), "M3");
  }

  /** Whatever cannot be read must not count as passed. */
  @Test
  void aReportThatIsCutOff() throws Exception {
    Files.writeString(
        fast.resolve("TEST-dev.pawl.StoryTest.xml"),
        suite(passed("L1_first"), passed("L12_twelfth"), passed("M3_third"))
            .replace("</testsuite>", ""));

    assertThat(check(fast).exit()).isEqualTo(1);
  }

  @Test
  void allThatAreMissingAreNamed() throws Exception {
    assertMissing(check(fast), "L1, L12, M3");
  }

  @Test
  void aFolderThatIsNotThereHasNoReports() throws Exception {
    assertMissing(check(slow), "L1, L12, M3");
  }

  @Test
  void whatIsNoReportIsNotRead() throws Exception {
    Files.writeString(fast.resolve("StoryTest.txt"), suite(passed("L1_first")));

    assertMissing(check(fast), "L1, L12, M3");
  }

  private static void assertMissing(Run run, String ids) {
    assertThat(run.output().strip())
        .isEqualTo("cases that are due and have no passed test: " + ids);
    assertThat(run.exit()).isEqualTo(1);
  }

  /** As surefire writes it. */
  private static String passed(String name) {
    return "<testcase name=\"" + name + "\" classname=\"dev.pawl.StoryTest\" time=\"0.1\"/>";
  }

  private static String test(String name, String inside) {
    return passed(name).replace("/>", ">" + inside + "</testcase>");
  }

  private static String suite(String... tests) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"dev.pawl.StoryTest\">\n"
        + "<properties><property name=\"java.version\" value=\"25\"/></properties>\n"
        + String.join("\n", tests)
        + "\n</testsuite>\n";
  }

  private static void report(Path reports, String name, String... tests) throws IOException {
    Files.writeString(reports.resolve("TEST-dev.pawl." + name + ".xml"), suite(tests));
  }

  private Run check(Path... reports) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(Path.of(".ci/CheckCases.java").toAbsolutePath().toString());
    command.add(cases.toString());
    for (Path folder : reports) {
      command.add(folder.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the check did not end: " + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output));
  }
}
