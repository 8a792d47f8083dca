package dev.pawl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code mvnw} on machines that lack this or that. */
@EnabledOnOs(OS.LINUX)
class MavenWrapperTest {
  private static final Path POM = Path.of("pom.xml");
  private static final Path UNIX = Path.of("mvnw");
  private static final Path WINDOWS = Path.of("mvnw.cmd");

  @TempDir private Path folder;
  private BareMachine machine;

  @BeforeEach
  void start() throws Exception {
    machine = new BareMachine(folder);
    machine.installJdk("jdks/new", 25);
  }

  @AfterEach
  void stop() throws Exception {
    machine.close();
  }

  @Test
  void withoutMavenItIsDownloadedOnce() throws Exception {
    BareMachine.Run first = machine.mvnw("verify", "-Dsome thing=1");

    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("fetching Maven " + pinned(UNIX, "MAVEN_VERSION") + " from Apache's archive")
        .contains("fetched maven runs: [verify][-Dsome thing=1]");
    assertThat(machine.downloads()).isEqualTo(1);

    BareMachine.Run second = machine.mvnw("test");

    assertThat(second.exit()).as(second.output()).isZero();
    assertThat(second.output()).contains("fetched maven runs: [test]").doesNotContain("fetching");
    assertThat(machine.downloads()).isEqualTo(1);
    assertThat(machine.kept()).containsExactly("apache-maven-" + pinned(UNIX, "MAVEN_VERSION"));
  }

  @Test
  void aJdkIsEnoughToDownloadAndUnpack() throws Exception {
    machine.uninstall("curl", "wget", "unzip");

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("fetched maven runs: [verify]");
    assertThat(machine.downloads()).isEqualTo(1);
  }

  @Test
  void withAWrongChecksumNothingIsKept() throws Exception {
    machine.set("PAWL_MAVEN_SHA512", "0".repeat(128));

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).isNotZero();
    assertThat(run.output())
        .contains("does not have the checksum it must have; nothing of it was kept")
        .doesNotContain("runs: [verify]");
    assertThat(machine.downloads()).isEqualTo(1);
    assertThat(machine.kept()).isEmpty();
  }

  @Test
  void withoutTheArchiveItSaysWhatToInstall() throws Exception {
    machine.set("PAWL_MAVEN_ARCHIVE", machine.archive() + "/nowhere");

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("could not be downloaded; install Maven 3.9.0 or newer");
    assertThat(machine.kept()).isEmpty();
  }

  @Test
  void anOldJavaOnThePathIsPassedOverForANewerOne() throws Exception {
    machine.onPath(machine.installJdk("old", 17).resolve("bin"));
    machine.installJdk("jdks/newer", 26);
    machine.installJdk("jdks/oldest", 8);
    machine.installJdk("jdks/other", 25);
    machine.onPath(machine.installMaven("3.9.0", "installed"));

    BareMachine.Run run = machine.mvnw("verify");

    Path newer = folder.toRealPath().resolve("jdks/newer");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("mvnw: taking JDK 26 in " + newer)
        .contains("with java " + newer);
  }

  @Test
  void aJavaHomeThatIsNewEnoughIsTakenWithoutAWord() throws Exception {
    Path home = machine.installJdk("own", 25);
    machine.set("JAVA_HOME", home.toString());
    machine.onPath(machine.installMaven("3.9.0", "installed"));

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.output()).contains("with java " + home).doesNotContain("mvnw:");
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    machine.set("PAWL_JDK_FOLDERS", folder.resolve("nothing-here").toString());
    machine.set("JAVA_HOME", machine.installJdk("old", 24).toString());

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).isNotZero();
    assertThat(run.output())
        .contains("no JDK 25 or newer was found; install one")
        .contains("adoptium.net")
        .doesNotContain("runs: [verify]");
    assertThat(machine.downloads()).isZero();
  }

  @Test
  void anOlderMavenFetchesTheNewerOne() throws Exception {
    machine.onPath(machine.installMaven("3.8.9", "older"));

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("by its coordinates")
        .contains(
            "-Dartifact=org.apache.maven:apache-maven:"
                + pinned(UNIX, "MAVEN_VERSION")
                + ":zip:bin")
        .contains("fetched maven runs: [verify]")
        .doesNotContain("older maven runs: [verify]");
    assertThat(machine.downloads()).isZero();
  }

  @Test
  void whatAnOlderMavenFetchesIsCheckedToo() throws Exception {
    machine.onPath(machine.installMaven("3.8.9", "older"));
    machine.set("PAWL_MAVEN_SHA512", "0".repeat(128));

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("nothing of it was kept");
    assertThat(machine.kept()).isEmpty();
  }

  @Test
  void aMavenThatIsNewEnoughIsUsed() throws Exception {
    machine.onPath(machine.installMaven("3.10.0", "installed"));

    BareMachine.Run run = machine.mvnw("verify");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("installed maven runs: [verify]");
    assertThat(machine.downloads()).isZero();
    assertThat(machine.kept()).isEmpty();
  }

  @Test
  void whatMavenAnswersIsWhatTheScriptAnswers() throws Exception {
    machine.onPath(machine.installMaven("3.9.0", "installed"));

    assertThat(machine.mvnw("fail").exit()).isEqualTo(7);
  }

  @Test
  void bothScriptsPinTheSame() throws Exception {
    for (String name : Set.of("JDK_WANTED", "MAVEN_WANTED", "MAVEN_VERSION", "MAVEN_SHA512")) {
      assertThat(pinned(WINDOWS, name)).as(name).isEqualTo(pinned(UNIX, name));
    }
    assertThat(pinned(UNIX, "MAVEN_SHA512")).matches("[0-9a-f]{128}");
    assertThat(Files.readString(POM))
        .contains(
            "<maven.compiler.release>" + pinned(UNIX, "JDK_WANTED") + "</maven.compiler.release>");
  }

  /** A registry may stand behind a mirror of one's own, which only an installed Maven knows. */
  @Test
  void theScriptsNameNoOtherHost() throws Exception {
    for (Path script : Set.of(UNIX, WINDOWS)) {
      assertThat(hosts(script)).containsExactly("adoptium.net", "archive.apache.org");
    }
  }

  @Test
  void theScriptForWindowsHasAPlaceForEveryJump() throws Exception {
    String script = Files.readString(WINDOWS);

    assertThat(found(script, "(?m)^:(\\w+)")).isEqualTo(found(script, "(?:goto |call :)(\\w+)"));
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> hosts(Path script) throws Exception {
    return found(Files.readString(script), "https?://([a-z0-9.-]+)");
  }

  private static String pinned(Path script, String name) throws Exception {
    // The one for Unix lets the environment overrule it.
    Matcher matcher =
        Pattern.compile("(?m)^(?:set )?" + name + "=(?:\\$\\{\\w+:-)?([0-9a-z.]+)")
            .matcher(Files.readString(script));
    assertThat(matcher.find()).as(name + " in " + script).isTrue();
    return matcher.group(1);
  }
}
