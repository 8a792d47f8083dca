package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the pages ask for the token is never left to a slip of the pen. */
class OperatorsTest {
  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "' true ',true", "false,false", "False,false"})
  void twoWordsAreTaken(String word, boolean required) {
    assertThat(operators(word).required()).isEqualTo(required);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ture", "flase", "no", "0", "maybe"})
  void everyOtherIsRefused(String word) {
    assertThatThrownBy(() -> operators(word)).hasMessageContaining("PAWL_OPERATOR_REQUIRED");
  }

  @SuppressWarnings("NullAway") // No database is asked.
  private static Operators operators(String required) {
    return new Operators(null, required, Optional.empty());
  }
}
