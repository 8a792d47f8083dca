package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pawl.store.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told agrees with what is taken, as far as a schema can say it. */
class SettingsSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(SettingsSchema.TEXT, InputFormat.JSON);

  private static List<com.networknt.schema.Error> errors(String text) throws IOException {
    return SCHEMA.validate(Json.write(YAML.readTree(text)), InputFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merge: {method: rebase, wip: [\"*[wip]*\"], max_files: 7, delete_branch: false}",
        "agent: {assignee: \"renovate[bot]\", use: [claude], profiles: {claude: {slots: 2}}}",
        "agent: {profiles: {lamp-2: {start: dispatch, word: light, ids: [1], nudge: go on}}}",
        "reviews: {every: 0, lenses: [docks, {name: access for all, task: Look.}, Öl-Lampen]}",
        "planning: {goal: docs/GOAL.md, queue: q}",
        "labels: {review: 'a b: c', show_state: true}",
        "loop: {max_in_flight: 20}",
        "merge:",
      })
  void C8_whatIsTakenFitsTheSchema(String text) throws IOException {
    assertThat(SettingsLoader.load(text)).isInstanceOf(SettingsLoader.Outcome.Good.class);
    assertThat(errors(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merge: {methd: squash}",
        "merger: {method: squash}",
        "merge: {method: octopus}",
        "merge: {max_files: 3001}",
        "merge: {max_files: '7'}",
        "merge: {max_files: 1.5}",
        "merge: {wip: ['**']}",
        "merge: {hold_labels: [' ']}",
        "merge: {delete_branch: 1}",
        "merge: []",
        "planning: {goal: ../x}",
        "planning: {goal: /x}",
        "planning: {goal: 'a//b'}",
        "planning: {goal: 'a*b'}",
        "agent: {assignee: 'ada lovelace'}",
        "agent: {assignee: '-ada'}",
        "agent: {profiles: {Lamp: {start: label, word: x}}}",
        "agent: {profiles: {claude: {color: red}}}",
        "agent: {profiles: {claude: {ids: [0]}}}",
        "agent: {profiles: {claude: {nudge: ''}}}",
        "reviews: {lenses: []}",
        "reviews: {lenses: ['docks ']}",
        "reviews: {lenses: [{name: docks, tasks: x}]}",
        "labels: {review: ''}",
        "loop: {max_in_flight: 0}",
      })
  void C8_whatIsAMistakeDoesNotFitIt(String text) throws IOException {
    assertThat(SettingsLoader.load(text)).isInstanceOf(SettingsLoader.Outcome.Bad.class);
    assertThat(errors(text)).isNotEmpty();
  }

  /** So that editors show it, and complete it with what holds anyway. */
  @Test
  void everyKeyIsDescribedAndHasItsDefault() {
    JsonNode sections = Json.tree(SettingsSchema.TEXT).path("properties");
    assertThat(sections.size()).isEqualTo(SettingsKeys.ALL.size());
    for (SettingsSection section : SettingsKeys.ALL) {
      for (SettingsKey key : section.keys()) {
        JsonNode told = sections.path(section.name()).path("properties").path(key.name());
        Object standard = SettingsKeys.value(Settings.DEFAULTS, section.name(), key.name());
        assertThat(told.path("description").asText()).as(key.name()).isNotBlank();
        assertThat(told.path("description").asText()).as(key.name()).doesNotContain("](");
        assertThat(told.has("default")).as(key.name()).isEqualTo(standard != null);
      }
    }
    assertThat(sections.at("/merge/properties/method/default").asText()).isEqualTo("squash");
    assertThat(sections.at("/merge/properties/method/enum").size()).isEqualTo(3);
  }

  /** What is declared is taken, and the defaults are what a file with all of them means. */
  @Test
  void theDefaultsFitTheSchema() throws IOException {
    for (Map.Entry<String, JsonNode> section :
        Json.tree(SettingsSchema.TEXT).path("properties").properties()) {
      for (Map.Entry<String, JsonNode> key : section.getValue().path("properties").properties()) {
        JsonNode standard = key.getValue().path("default");
        if (!standard.isMissingNode()) {
          String text = Json.write(Map.of(section.getKey(), Map.of(key.getKey(), standard)));
          assertThat(errors(text)).as(key.getKey()).isEmpty();
          assertThat(SettingsLoader.load(text))
              .as(key.getKey())
              .isEqualTo(new SettingsLoader.Outcome.Good(Settings.DEFAULTS));
        }
      }
    }
  }
}
