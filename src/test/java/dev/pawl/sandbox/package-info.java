@NullMarked
package dev.pawl.sandbox;

import org.jspecify.annotations.NullMarked;
