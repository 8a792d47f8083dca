/** Coding agents: how they are started, watched, and asked again. */
@NullMarked
package dev.pawl.agent;

import org.jspecify.annotations.NullMarked;
