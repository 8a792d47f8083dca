@NullMarked
package dev.pawl.merge.guard;

import org.jspecify.annotations.NullMarked;
