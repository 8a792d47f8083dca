@NullMarked
package dev.pawl.merge;

import org.jspecify.annotations.NullMarked;
