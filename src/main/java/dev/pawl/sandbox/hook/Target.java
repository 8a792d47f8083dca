package dev.pawl.sandbox.hook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the App's webhook goes, and the secret that signs it. */
public record Target(@Nullable URI url, String secret) {}
