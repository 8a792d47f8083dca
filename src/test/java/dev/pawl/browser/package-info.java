/** The pages in a real browser. */
@NullMarked
package dev.pawl.browser;

import org.jspecify.annotations.NullMarked;
