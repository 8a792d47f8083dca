/**
 * Scripted coding agents and continuous integration. They are woken by what happens in the world,
 * as Apps are by webhooks; all that they do they do over HTTP with tokens of their own.
 */
@NullMarked
package dev.pawl.sandbox.agent;

import org.jspecify.annotations.NullMarked;
