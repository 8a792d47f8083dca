package dev.pawl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pawl.run.View;
import dev.pawl.settings.AgentPresets;
import dev.pawl.settings.Demands;
import dev.pawl.settings.Freeze;
import dev.pawl.settings.LensPresets;
import dev.pawl.settings.OpenEnds;
import dev.pawl.settings.Settings;
import dev.pawl.settings.Wildcard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms: which package may use which, and what the pure ones may know. */
class RoomsTest {
  private static final String PAWL = "dev.pawl";

  /** Every room as it is built, with the rooms that it may use beside store and settings. */
  private static final Map<String, List<String>> ROOMS = rooms();

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PAWL);

  /** What a policy is given, and so may know although it stands in another room. */
  private static final DescribedPredicate<JavaClass> GIVEN =
      DescribedPredicate.describe(
          "the view or the settings",
          known ->
              belongToAnyOf(
                      View.class,
                      Demands.class,
                      Freeze.class,
                      Settings.class,
                      AgentPresets.class,
                      Demands.class,
                      Freeze.class,
                      LensPresets.class,
                      OpenEnds.class,
                      Wildcard.class)
                  .or(nameMatching("dev\\.pawl\\.run\\.\\w+Facts(\\$.*)?"))
                  .test(known.getBaseComponentType()));

  private static Map<String, List<String>> rooms() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    rooms.put("store", List.of());
    rooms.put("settings", List.of("store"));
    rooms.put("github", List.of());
    rooms.put("webhook", List.of("github"));
    rooms.put("mirror", List.of("github"));
    rooms.put("effect", List.of("github", "mirror"));
    rooms.put("run", List.of("mirror", "effect"));
    rooms.put("agent", List.of("mirror", "effect", "run", "github"));
    rooms.put("merge", List.of("mirror", "effect", "run", "github"));
    rooms.put("loop", List.of("mirror", "run", "merge", "agent", "effect"));
    rooms.put("planning", List.of("mirror", "run", "loop", "merge", "agent", "effect"));
    rooms.put(
        "command",
        List.of("webhook", "mirror", "run", "agent", "loop", "merge", "planning", "effect"));
    rooms.put(
        "lane",
        List.of(
            "github",
            "webhook",
            "mirror",
            "effect",
            "run",
            "agent",
            "merge",
            "loop",
            "planning",
            "command"));
    rooms.put("setup", List.of("github", "webhook", "mirror", "agent"));
    rooms.put(
        "admin",
        List.of(
            "github",
            "webhook",
            "mirror",
            "effect",
            "run",
            "agent",
            "merge",
            "loop",
            "planning",
            "command",
            "lane",
            "setup"));
    rooms.put("sandbox", List.of());
    return rooms;
  }

  static Stream<String> builtRooms() {
    return built().stream();
  }

  private static Set<String> built() {
    return CODE.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(PAWL + "."))
        .map(name -> name.substring(PAWL.length() + 1).split("\\.", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    assertThat(ROOMS.keySet()).containsAll(built());
    assertThat(built()).contains("store", "github", "webhook", "mirror", "lane", "sandbox");
  }

  @Test
  void theDocumentNamesTheRoomsThatAreBuilt() throws IOException {
    String document = Files.readString(Path.of("docs/ARCHITECTURE.md"));
    String section = document.split("## Rooms", 2)[1].split("\n## ", 2)[0];
    Set<String> named =
        Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
            .matcher(section)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(built());
  }

  @ParameterizedTest
  @MethodSource("builtRooms")
  void aRoomUsesOnlyWhatTheTableGrants(String room) {
    noClasses()
        .that(resideInAPackage(PAWL + "." + room + ".."))
        .should()
        .dependOnClassesThat(resideInAPackage(PAWL + "..").and(not(resideInAnyPackage(open(room)))))
        .check(CODE);
  }

  /** A room's own packages and those of the rooms that are open to it. */
  private static String[] open(String room) {
    Stream<String> everywhere =
        Set.of("store", "settings", "sandbox").contains(room)
            ? Stream.of()
            : Stream.of("store", "settings");
    return Stream.of(Stream.of(room), everywhere, ROOMS.get(room).stream())
        .flatMap(names -> names)
        .map(name -> PAWL + "." + name + "..")
        .toArray(String[]::new);
  }

  @Test
  void arrowsPointOneWay() {
    slices().matching(PAWL + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  /** Its libraries are not in the package, so whoever else used it would fail only there. */
  @Test
  void onlyTheDemoStartsTheSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PAWL + ".sandbox..")
        .and()
        .doNotBelongToAnyOf(DemoGitHub.class, DemoTasks.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PAWL + ".sandbox..")
        .check(CODE);
  }

  @Test
  void purePartsKnowNoFramework() {
    classes()
        .that()
        .resideInAnyPackage(PAWL + "..policy..", PAWL + "..guard..", PAWL + "..analysis..")
        .or(GIVEN)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    PAWL + "..policy..",
                    PAWL + "..guard..",
                    PAWL + "..analysis..")
                .or(GIVEN))
        .check(CODE);
  }

  @Test
  void purePartsHaveNoClockAndReachNothing() {
    noClasses()
        .that()
        .resideInAnyPackage(PAWL + "..policy..", PAWL + "..guard..", PAWL + "..analysis..")
        .or(GIVEN)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..")
                .or(
                    belongToAnyOf(
                        System.class,
                        Thread.class,
                        java.time.Clock.class,
                        java.util.UUID.class,
                        java.util.Random.class)))
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "the time or chance is asked",
                call -> Set.of("now", "random").contains(call.getTarget().getName())))
        .check(CODE);
  }

  /** The demo's starter asks the sandbox, not GitHub, for the App that it made up. */
  @Test
  void onlyOneRoomTalksToGitHub() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PAWL + ".github..", PAWL + ".sandbox..")
        .and()
        .doNotBelongToAnyOf(DemoGitHub.class, DemoTasks.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "io.quarkiverse.githubapp..", "org.kohsuke..")
        .check(CODE);
  }

  /**
   * A repository's code is read and never run: nothing of Pawl's starts a process, compiles, or
   * loads what was not packaged. The embedded database is started by its own library.
   */
  @Test
  void I9_noCodeIsRun() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javax.script..", "javax.tools..", "java.lang.instrument..")
                .or(
                    belongToAnyOf(
                        Process.class, ProcessBuilder.class, java.net.URLClassLoader.class)))
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "something is run or loaded by its name",
                call ->
                    Set.of("exec", "loadClass", "defineClass", "loadLibrary", "forName")
                            .contains(call.getTarget().getName())
                        && call.getTargetOwner().getPackageName().startsWith("java.lang")))
        .check(CODE);
  }
}
