/** Webhook deliveries: signing, sending in order, the log. */
@NullMarked
package dev.pawl.sandbox.hook;

import org.jspecify.annotations.NullMarked;
