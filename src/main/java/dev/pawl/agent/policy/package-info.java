/** Whom to ask, when to remind, and when to give up: pure. */
@NullMarked
package dev.pawl.agent.policy;

import org.jspecify.annotations.NullMarked;
