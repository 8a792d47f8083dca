/** What can be made to go wrong. */
@NullMarked
package dev.pawl.sandbox.fault;

import org.jspecify.annotations.NullMarked;
