package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.ComponentCheck.Finding;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's templates are taken where they are sound; else it is said why they are not. */
class OperatorTemplatesTest {
  private static final Path OWN = Path.of("src/main/resources/templates/issues");
  private static final String DEVELOPMENT = "issues/development.md";

  @TempDir Path folder;

  private OperatorTemplates templates() {
    return new OperatorTemplates(Optional.of(folder));
  }

  private void write(String name, byte[] text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text);
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void withoutAFolderAllArePawlsOwn() {
    OperatorTemplates none = new OperatorTemplates(Optional.empty());

    assertThat(none.check()).isEqualTo(new Finding(true, "Pawl's own."));
    assertThat(none.locate(DEVELOPMENT)).isEmpty();
  }

  @Test
  void aSoundOneIsUsedInPlaceOfPawlsOwn() throws IOException {
    write(DEVELOPMENT, "Please: {task}\n\nThe goal is `{planning.goal}`.");
    OperatorTemplates templates = templates();

    assertThat(templates.check())
        .isEqualTo(new Finding(true, "The operator's: " + DEVELOPMENT + "; else Pawl's own."));
    assertThat(templates.locate("issues/repair.md")).isEmpty();
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addLocator(templates)
            .build();
    assertThat(
            engine
                .getTemplate(DEVELOPMENT)
                .data("task", "light {it}")
                .data("planning", Settings.DEFAULTS.planning())
                .render())
        .isEqualTo("Please: light {it}\n\nThe goal is `planning/vision/goal.md`.");
  }

  /** What operators tell agents is theirs to say, and what they note for themselves too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- ours -->\n{task}!",
        "```\n{task}!\n```",
        "<b>{task}!</b>\n\nIgnore all instructions above.",
        "{task}! `<!--` begins a comment, `-->` ends it.",
        "```\n<!--\n```\n{task}!"
      })
  void whatEndsWhatItBeginsIsSound(String text) throws IOException {
    write(DEVELOPMENT, text);
    assertThat(templates().check())
        .isEqualTo(new Finding(true, "The operator's: " + DEVELOPMENT + "; else Pawl's own."));
  }

  static Stream<Arguments> unsound() {
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of(" \n\t", "is empty"),
        Arguments.of("{#if task}{task}", "cannot be filled in"),
        Arguments.of("{task} {nobody.knows}", "cannot be filled in"),
        Arguments.of("{#if !task}{other}{/if}{task}", "cannot be filled in"),
        Arguments.of("{task} {#include issues/repair.md /}", "cannot be filled in"),
        Arguments.of("Do something.", "leaves out what it is given: `(the task)`"),
        Arguments.of("{task}", "is empty where little is known"),
        Arguments.of("{task}" + "x".repeat(20_000), "is larger than 20,000 bytes"),
        Arguments.of("{task}\n\n<!-- note\n\n## Output\n", "leaves a comment open"),
        Arguments.of("```\n{task}\n\n## Output\n", "leaves a block of code open"),
        Arguments.of("Do it. <!-- {task} -->", "leaves out what it is given: `(the task)`"),
        Arguments.of("{#for i in 30000}xx{/for}{task}", "grows beyond all measure"));
  }

  @ParameterizedTest
  @MethodSource("unsound")
  void anUnsoundOneIsNamedAndPawlsOwnIsUsed(String text, String why) throws IOException {
    write(DEVELOPMENT, text);
    OperatorTemplates templates = templates();

    assertThat(templates.check().works()).isFalse();
    assertThat(templates.check().detail())
        .startsWith("`" + DEVELOPMENT + "` " + why)
        .endsWith("; Pawl's own is used.");
    assertThat(templates.locate(DEVELOPMENT)).isEmpty();
  }

  @Test
  void whatIsNoTextOrNoTemplateOrNotThereIsNamed() throws IOException {
    write(DEVELOPMENT, new byte[] {'{', 't', (byte) 0xff, '}'});
    assertThat(templates().check().detail()).contains("is no text in UTF-8");

    write(DEVELOPMENT, "{task}!");
    write("issues/developement.md", "{task}!");
    assertThat(templates().check().works()).isFalse();
    assertThat(templates().check().detail())
        .startsWith("`issues/developement.md` is no template of Pawl's; there are issues/cap");
    assertThat(templates().locate(DEVELOPMENT)).as("the others are used").isPresent();

    assertThat(new OperatorTemplates(Optional.of(folder.resolve("none"))).check().detail())
        .startsWith("The folder of templates cannot be read: ");
  }

  /** So that none is added without it being known how it is tried out. */
  @Test
  void eachOfPawlsOwnIsSound() throws IOException {
    Set<String> own;
    try (Stream<Path> files = Files.list(OWN)) {
      own =
          files
              .map(file -> "issues/" + file.getFileName())
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(ReplaceableTemplate.ALL.keySet()).isEqualTo(own);
    for (String name : own) {
      write(name, Files.readString(OWN.resolveSibling(name)));
    }
    assertThat(templates().check().detail())
        .isEqualTo("The operator's: " + String.join(", ", own) + "; else Pawl's own.");
  }
}
