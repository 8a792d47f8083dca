@NullMarked
package dev.pawl.effect;

import org.jspecify.annotations.NullMarked;
