/** The control API under /_sandbox, by which tests and the demo act. */
@NullMarked
package dev.pawl.sandbox.control;

import org.jspecify.annotations.NullMarked;
