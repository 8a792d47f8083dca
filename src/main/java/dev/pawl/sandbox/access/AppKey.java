package dev.pawl.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.sandbox.shape.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The App's key, and the check of the JWTs that it signs:
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app.
 */
public final class AppKey {
  private final String pem;
  private final PublicKey publicKey;

  private AppKey(String pem, PublicKey publicKey) {
    this.pem = pem;
    this.publicKey = publicKey;
  }

  /** PEM of PKCS#1, as GitHub hands it out, or of PKCS#8. */
  public static AppKey of(String pem) {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    if (pem.contains("BEGIN RSA PRIVATE KEY")) der = pkcs8(der);
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
      BigInteger exponent = key.getPublicExponent();
      return new AppKey(pem, rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA private key in PEM form", e);
    }
  }

  public static AppKey generated() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return of("-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() {
    return pem;
  }

  /** What is wrong with a JWT, in GitHub's words; null when it holds. */
  public @Nullable String refusal(String jwt, long appId, String clientId, Instant now) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) return "A JSON web token could not be decoded";
    try {
      JsonNode header = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
      JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
      if (!header.path("alg").asText().equals("RS256") || !signed(parts))
        return "A JSON web token could not be decoded";
      if (!claims.path("exp").isNumber() || claims.get("exp").asDouble() <= now.getEpochSecond())
        return "'Expiration time' claim ('exp') must be a numeric value representing the future"
            + " time at which the assertion expires";
      // A minute of slack for clocks that drift, as GitHub's advice of iat 60 s in the past implies
      // (assumed).
      if (claims.get("exp").asLong() > now.getEpochSecond() + 660)
        return "'Expiration time' claim ('exp') is too far in the future";
      if (!claims.path("iat").isNumber()
          || claims.get("iat").asDouble() > now.getEpochSecond() + 60)
        return "'Issued at' claim ('iat') must be an Integer representing the time that the"
            + " assertion was issued";
      String issuer = claims.path("iss").asText();
      if (!issuer.equals(String.valueOf(appId)) && !issuer.equals(clientId))
        return "'Issuer' claim ('iss') must be an Integer";
      return null;
    } catch (IOException | IllegalArgumentException e) {
      return "A JSON web token could not be decoded";
    }
  }

  private boolean signed(String[] parts) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(publicKey);
      verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Wraps PKCS#1 into PKCS#8, the only form that the JDK reads. */
  private static byte[] pkcs8(byte[] pkcs1) {
    byte[] algorithm = {
      0x02,
      0x01,
      0x00,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x01,
      0x01,
      0x05,
      0x00
    };
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(algorithm);
    der(inner, 0x04, pkcs1);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    der(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  private static void der(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
  }
}
