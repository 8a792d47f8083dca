@NullMarked
package dev.pawl.github;

import org.jspecify.annotations.NullMarked;
