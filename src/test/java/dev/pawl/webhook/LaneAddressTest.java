package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"repository":{"id":7},"installation":{"id":9}}                          | repo:7
          {"installation":{"id":9},"repository":{"owner":{"id":3},"id":7}}         | repo:7
          {"installation":{"id":9}}                                                | installation:9
          {"issue":{"repository":{"id":5}},"installation":{"x":[{"id":1}],"id":9}} | installation:9
          {"repository":null,"installation":{"id":9}}                              | installation:9
          {"repository":{"id":"7"},"installation":{"id":9}}                        | installation:9
          {"repository":{"id":-7}}                                                 | app
          {"repository":[{"id":7}]}                                                | app
          {"repository":{"id":7}                                                   | repo:7
          {"repository":{"id":7,                                                   | repo:7
          {"repository":{"id":7},"installation":{"id":9}}nonsense                  | repo:7
          {"repository":{"id":7                                                    | repo:7
          {"repository":{"name":"x                                                 | app
          {"repository":                                                           | app
          {"installation":{"id":9,"x":{"id":1}},"repository":{"id":7}}             | repo:7
          {"installation":{"x":{"id":1},"id":9},"repository":{"x":1}}              | installation:9
          {"installation":7,"repository":{"id":7}}                                 | repo:7
          {"installation":{"id":9}                                                 | app
          {"installation":{"id":9                                                  | app
          {"repository":{"id":99999999999999999999}}                               | app
          [{"repository":{"id":7}}]                                                | app
          {}                                                                       | app
          nonsense                                                                 | app
          """)
  void readsTheTwoIdsAndNothingElse(String payload, String lane) {
    assertThat(LaneAddress.of(payload.getBytes(StandardCharsets.UTF_8))).isEqualTo(lane);
  }

  @Test
  void deepNestingIsNoWayIn() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(LaneAddress.of(deep.getBytes(StandardCharsets.UTF_8))).isEqualTo("app");
  }
}
