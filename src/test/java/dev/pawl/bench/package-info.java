/** Figures of the packaged jar: what it bears, and how fast. */
@org.jspecify.annotations.NullMarked
package dev.pawl.bench;
