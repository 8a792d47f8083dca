@NullMarked
package dev.pawl.loop.issue;

import org.jspecify.annotations.NullMarked;
