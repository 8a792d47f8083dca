@NullMarked
package dev.pawl.mirror;

import org.jspecify.annotations.NullMarked;
