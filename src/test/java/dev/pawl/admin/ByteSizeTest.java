package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large something is, as people say it. */
class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "1023, 1023 bytes",
    "1024, 1.0 KB",
    "1587, 1.5 KB",
    "65536, 64.0 KB",
    "'2097152', '2,048.0 KB'"
  })
  void itIsSaidInItsUnit(long bytes, String said) {
    assertThat(ByteSize.said(bytes)).isEqualTo(said);
  }
}
