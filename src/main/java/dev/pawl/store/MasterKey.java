package dev.pawl.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The one key that is kept apart from the data: 256 random bits, written as base64. It seals the
 * data keys only, so that another one can take its place without anything else being sealed anew.
 */
public final class MasterKey {
  private static final int BYTES = 32;
  private static final int NAME = 8;

  private final Aead aead;
  private final String name;

  private MasterKey(Aead aead, String name) {
    this.aead = aead;
    this.name = name;
  }

  /**
   * @param source the setting that the text comes from
   * @throws IllegalStateException when it is no such key; the message does not repeat it
   */
  public static MasterKey parse(String text, String source) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException noBase64) {
      // Without the cause: its message may hold a part of the key.
      throw malformed(source);
    }
    if (bytes.length != BYTES) {
      throw malformed(source);
    }
    try {
      AeadConfig.register();
      return new MasterKey(aead(bytes), name(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @AccessesPartialKey
  private static Aead aead(byte[] bytes) throws GeneralSecurityException {
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(
                AesGcmParameters.builder()
                    .setKeySizeBytes(BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build())
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** Nobody can guess 256 random bits, so a part of their hash may be shown. */
  private static String name(byte[] bytes) {
    return Json.hash("pawl-master-key " + Base64.getEncoder().encodeToString(bytes))
        .substring(0, NAME);
  }

  Aead aead() {
    return aead;
  }

  /** Tells one key from another, in messages and in the database; gives nothing of it away. */
  public String name() {
    return name;
  }

  private static IllegalStateException malformed(String source) {
    return new IllegalStateException(
        source + " must be 32 random bytes in base64, such as `openssl rand -base64 32` prints.");
  }

  @Override
  public String toString() {
    return "MasterKey[" + name + "]";
  }
}
