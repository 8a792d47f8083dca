package dev.pawl.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The keys by which secrets are sealed. They are kept with the data, sealed with the master key.
 *
 * <p>What is sealed is bound to its place: a ciphertext that is put into another row or column does
 * not open there.
 */
final class DataKeys {
  private static final byte[] OWN_PLACE = "data_key".getBytes(StandardCharsets.UTF_8);

  private final KeysetHandle keys;
  private final Aead aead;

  private DataKeys(KeysetHandle keys) throws GeneralSecurityException {
    this.keys = keys;
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  static DataKeys create() {
    try {
      AeadConfig.register();
      return new DataKeys(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty when this is not the master key that they were sealed with. */
  static Optional<DataKeys> open(byte[] sealed, MasterKey master) {
    try {
      return Optional.of(
          new DataKeys(
              TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, master.aead(), OWN_PLACE)));
    } catch (GeneralSecurityException anotherKey) {
      return Optional.empty();
    }
  }

  byte[] sealed(MasterKey master) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, master.aead(), OWN_PLACE);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  byte[] seal(Secret secret, String place) {
    try {
      return aead.encrypt(secret.value().getBytes(StandardCharsets.UTF_8), bytes(place));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws IllegalStateException when it was not sealed by these keys, or for another place
   */
  Secret open(byte[] sealed, String place) {
    try {
      return new Secret(new String(aead.decrypt(sealed, bytes(place)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException altered) {
      throw new IllegalStateException(
          "the secret in " + place + " cannot be opened: it was altered, or sealed for elsewhere");
    }
  }

  private static byte[] bytes(String place) {
    return place.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DataKeys[…]";
  }
}
