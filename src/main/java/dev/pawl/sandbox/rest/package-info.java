/** GitHub's REST API, one class a family of endpoints. */
@NullMarked
package dev.pawl.sandbox.rest;

import org.jspecify.annotations.NullMarked;
