@NullMarked
package dev.pawl.command;

import org.jspecify.annotations.NullMarked;
