@NullMarked
package dev.pawl.admin;

import org.jspecify.annotations.NullMarked;
