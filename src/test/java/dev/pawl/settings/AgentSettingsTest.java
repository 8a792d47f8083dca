package dev.pawl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which agents there are, and how each is asked. */
class AgentSettingsTest {
  private static Settings.Agent good(String text) {
    return ((SettingsLoader.Outcome.Good) SettingsLoader.load(text)).settings().agent();
  }

  @Test
  void whatABuiltInAgentIsNotSaidToBeItStays() {
    Settings.Agent agent =
        good(
            """
            agent:
              use: [claude]
              backoff_minutes: 7
              profiles:
                claude:
                  silent_minutes: 90
                  finished_words: [Done And Dusted]
            """);
    Settings.Profile preset = Objects.requireNonNull(AgentPresets.ALL.get("claude"));
    Settings.Profile claude = agent.profile("claude").orElseThrow();

    assertThat(agent.use()).containsExactly("claude");
    assertThat(agent.backoffMinutes()).isEqualTo(7);
    assertThat(claude.silentMinutes()).isEqualTo(90);
    assertThat(claude.finishedWords()).containsExactly("done and dusted");
    assertThat(claude.word()).isEqualTo(preset.word());
    assertThat(claude.ids()).isEqualTo(preset.ids());
    assertThat(claude.startMinutes()).isEqualTo(preset.startMinutes());
    assertThat(agent.profile("jules")).contains(AgentPresets.ALL.get("jules"));
  }

  @Test
  void anAgentOfOnesOwnIsDescribed() {
    Settings.Profile own =
        good("""
                agent:
                  profiles:
                    lamplighter:
                      start: dispatch
                      as_person: true
                      word: light-it
                      ids: [4711, 4712]
                      logins: ["lamplighter[bot]"]
                      branches: ["lamp/"]
                      finish: comment
                      finished_words: [lit]
                      failed_words: [out of oil]
                      nudge: "@lamplighter go on"
                      nudges: 2
                      slots: 4
                      start_minutes: 5
                      silent_minutes: 6
                  use: [lamplighter]
                """)
            .profile("lamplighter")
            .orElseThrow();

    assertThat(own.start()).isEqualTo(Settings.Start.DISPATCH);
    assertThat(own.asPerson()).isTrue();
    assertThat(own.ids()).isEqualTo(Set.of(4711L, 4712L));
    assertThat(own.finish()).isEqualTo(Settings.Finish.COMMENT);
    assertThat(own.slots()).isEqualTo(4);
    assertThat(own.is(4712, "whoever", false)).isTrue();
    assertThat(own.is(1, "Lamplighter[bot]", true)).isTrue();
    assertThat(own.is(1, "lamplighter", true)).as("as GraphQL names it").isTrue();
    assertThat(own.is(1, "lamplighter", false)).isFalse();
    assertThat(own.is(1, "lamplighter[bot]", false)).as("a login is believed of bots").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use: [nobody]",
        "use: copilot",
        "use: [7]",
        "backoff_minutes: 0",
        "backoff_minutes: 10081",
        "profiles: []",
        "profiles: {lamplighter: {start: dispatch}}",
        "profiles: {lamplighter: {word: x}}",
        "profiles: {Lamp: {start: label, word: x}}",
        "profiles: {claude: [x]}",
        "profiles: {claude: {color: red}}",
        "profiles: {claude: {start: shout}}",
        "profiles: {claude: {ids: [0]}}",
        "profiles: {claude: {ids: [claude]}}",
        "profiles: {claude: {logins: ['a b']}}",
        "profiles: {claude: {nudge: ''}}",
        "profiles: {claude: {slots: 101}}",
        "profiles: {claude: {word: \"a\\nb\"}}",
        "profiles: {claude: {as_person: 'yes'}}"
      })
  void aMistakeNamesItsKeyAndLine(String entry) {
    assertThat(SettingsLoader.load("agent:\n\n  " + entry + "\n"))
        .isInstanceOfSatisfying(
            SettingsLoader.Outcome.Bad.class,
            bad -> {
              SettingsMistake mistake = bad.mistakes().getFirst();
              assertThat(mistake.key()).isEqualTo("agent." + entry.split(":", 2)[0]);
              assertThat(mistake.line()).isEqualTo(3);
              assertThat(mistake.toString()).endsWith(".");
            });
  }
}
