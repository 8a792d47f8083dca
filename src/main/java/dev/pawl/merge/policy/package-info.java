@NullMarked
package dev.pawl.merge.policy;

import org.jspecify.annotations.NullMarked;
