/** Who calls: App JWTs, tokens, permissions, rate limits. */
@NullMarked
package dev.pawl.sandbox.access;

import org.jspecify.annotations.NullMarked;
