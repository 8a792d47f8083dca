/** What surrounds the code: scripts, manifests and documents, held against what is built. */
@NullMarked
package dev.pawl.build;

import org.jspecify.annotations.NullMarked;
