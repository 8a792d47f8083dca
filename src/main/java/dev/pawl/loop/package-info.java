@NullMarked
package dev.pawl.loop;

import org.jspecify.annotations.NullMarked;
