/** What the lines mean that people say to Pawl. */
@NullMarked
package dev.pawl.command.line;

import org.jspecify.annotations.NullMarked;
