/**
 * A GitHub on loopback, for trying Pawl out and for its tests. It imports no class of Pawl, and
 * everything is done to it over HTTP. See docs/SANDBOX.md.
 */
@NullMarked
package dev.pawl.sandbox;

import org.jspecify.annotations.NullMarked;
