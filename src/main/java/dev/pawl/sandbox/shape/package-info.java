/** The JSON forms of what exists, as GitHub's REST API and webhooks write them. */
@NullMarked
package dev.pawl.sandbox.shape;

import org.jspecify.annotations.NullMarked;
