/** A small HTTP server: routes, calls, answers, the request log. */
@NullMarked
package dev.pawl.sandbox.http;

import org.jspecify.annotations.NullMarked;
