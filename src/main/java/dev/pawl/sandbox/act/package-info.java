/** What can be done to the world, with the webhooks that GitHub sends for each. */
@NullMarked
package dev.pawl.sandbox.act;

import org.jspecify.annotations.NullMarked;
