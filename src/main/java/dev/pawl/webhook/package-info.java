@NullMarked
package dev.pawl.webhook;

import org.jspecify.annotations.NullMarked;
