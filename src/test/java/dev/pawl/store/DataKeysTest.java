package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataKeysTest {
  private static final Secret SECRET = new Secret("ÄÖ the secret");
  private final MasterKey master = MasterKey.parse(MasterKeyTest.key(1), "it");
  private final MasterKey another = MasterKey.parse(MasterKeyTest.key(2), "it");
  private final DataKeys keys = DataKeys.create();

  @Test
  void whatIsSealedOpensWhereItBelongs() {
    byte[] sealed = keys.seal(SECRET, "here/1");

    assertThat(keys.open(sealed, "here/1")).isEqualTo(SECRET);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(keys.seal(SECRET, "here/1")).as("never twice the same").isNotEqualTo(sealed);
  }

  @Test
  void whatIsPutElsewhereOrAlteredDoesNotOpen() {
    byte[] sealed = keys.seal(SECRET, "here/1");

    assertThatThrownBy(() -> keys.open(sealed, "here/2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("here/2");
    assertThatThrownBy(() -> DataKeys.create().open(sealed, "here/1"))
        .isInstanceOf(IllegalStateException.class);
    for (int at : new int[] {0, 7, sealed.length - 1}) {
      byte[] altered = sealed.clone();
      altered[at] ^= 1;
      assertThatThrownBy(() -> keys.open(altered, "here/1"))
          .as("byte " + at)
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> keys.open(new byte[0], "here/1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theyThemselvesOpenWithTheirMasterKeyOnly() {
    byte[] sealed = keys.seal(SECRET, "here/1");
    byte[] kept = keys.sealed(master);

    assertThat(DataKeys.open(kept, master).orElseThrow().open(sealed, "here/1")).isEqualTo(SECRET);
    assertThat(DataKeys.open(kept, another)).isEmpty();
    assertThat(DataKeys.open(new byte[] {1, 2, 3}, master)).isEmpty();
  }

  /** The secrets stay as they are when the master key is another one. */
  @Test
  void anotherMasterKeyTakesThePlace() {
    byte[] sealed = keys.seal(SECRET, "here/1");
    byte[] anew = DataKeys.open(keys.sealed(master), master).orElseThrow().sealed(another);

    assertThat(DataKeys.open(anew, another).orElseThrow().open(sealed, "here/1")).isEqualTo(SECRET);
    assertThat(DataKeys.open(anew, master)).isEmpty();
    assertThat(keys.toString()).isEqualTo("DataKeys[…]");
  }
}
