@NullMarked
package dev.pawl.settings;

import org.jspecify.annotations.NullMarked;
