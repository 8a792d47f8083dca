/** Whole loops, told in every way there is, that come to the state of the plain telling. */
@NullMarked
package dev.pawl.convergence;

import org.jspecify.annotations.NullMarked;
