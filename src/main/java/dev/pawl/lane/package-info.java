@NullMarked
package dev.pawl.lane;

import org.jspecify.annotations.NullMarked;
