@NullMarked
package dev.pawl.setup;

import org.jspecify.annotations.NullMarked;
