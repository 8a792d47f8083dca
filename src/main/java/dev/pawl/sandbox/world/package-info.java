/**
 * What exists in the sandbox: accounts, repositories, issues, installations, git objects, the
 * clock.
 */
@NullMarked
package dev.pawl.sandbox.world;

import org.jspecify.annotations.NullMarked;
