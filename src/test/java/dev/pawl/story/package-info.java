@NullMarked
package dev.pawl.story;

import org.jspecify.annotations.NullMarked;
