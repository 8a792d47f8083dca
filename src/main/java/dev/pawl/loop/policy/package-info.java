@NullMarked
package dev.pawl.loop.policy;

import org.jspecify.annotations.NullMarked;
