package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final String KEY = key(1);

  static String key(int filler) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) filler);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void isNamedByWhatItIs() {
    assertThat(MasterKey.parse(KEY, "it").name())
        .isEqualTo(MasterKey.parse(" " + KEY + "\n", "it").name())
        .isNotEqualTo(MasterKey.parse(key(2), "it").name())
        .hasSize(8);
    assertThat(MasterKey.parse(key(-1), "it").name())
        .as("the alphabet for addresses")
        .isEqualTo(MasterKey.parse(key(-1).replace('/', '_').replace('+', '-'), "it").name());
  }

  @Test
  void doesNotShowItself() {
    assertThat(MasterKey.parse(KEY, "it").toString()).doesNotContain(KEY.substring(0, 8));
    assertThat(new Secret("hush").toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "correct horse battery staple!!", "AAAA", "ÄÄÄÄ"})
  void whatIsNoneIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> MasterKey.parse(text, "PAWL_MASTER_KEY"))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessage(
            "PAWL_MASTER_KEY must be 32 random bytes in base64, such as `openssl rand -base64 32`"
                + " prints.");
  }

  @Test
  void aKeyThatIsTooLongOrShortIsRefused() {
    for (int length : new int[] {16, 31, 33, 64}) {
      String text = Base64.getEncoder().encodeToString(new byte[length]);
      assertThatThrownBy(() -> MasterKey.parse(text, "it"))
          .as(length + " bytes")
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining(text);
    }
  }
}
