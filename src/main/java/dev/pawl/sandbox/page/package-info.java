/** Quiet HTML pages, so that links into the sandbox resolve. */
@NullMarked
package dev.pawl.sandbox.page;

import org.jspecify.annotations.NullMarked;
