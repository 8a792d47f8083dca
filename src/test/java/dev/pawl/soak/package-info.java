/** Many repositories for a long time, while everything goes wrong now and then. */
@NullMarked
package dev.pawl.soak;

import org.jspecify.annotations.NullMarked;
