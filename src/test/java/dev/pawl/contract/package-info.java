/** GitHub's own contract: what is sent and answered is held against its published schemas. */
@NullMarked
package dev.pawl.contract;

import org.jspecify.annotations.NullMarked;
